package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;
import java.util.Optional;

/**
 * Where a value is bound.
 *
 * @param pointer the value
 * @param position where the value stands
 * @param name what messages call it: its key, for items of lists and maps with what leads to them
 * @param subject what has this setting, such as {@code lock "redis"}
 * @param injected whether the value comes out of a secret store: it is taken as it is, and no
 *     message shows it
 */
record Site(
    Pointer pointer,
    Position position,
    String name,
    String subject,
    boolean injected,
    BindContext context) {

  Site item(int index, Json item) {
    return new Site(
        pointer.child(index),
        item.position(),
        name + "[" + index + "]",
        subject,
        injected,
        context);
  }

  Site member(Json.Member member) {
    return new Site(
        pointer.child(member.key()),
        member.value().position(),
        name + "." + member.key(),
        subject,
        injected,
        context);
  }

  /** Reports the value, shown as {@code shown}, as not what was expected. */
  <T> Optional<T> wrong(String shown, String expected) {
    return problem(shown, "expected: " + expected);
  }

  /** Reports a problem with the value; there is no value, then. */
  <T> Optional<T> problem(String message, String hint) {
    context.problems().add(Problem.at(pointer, position, name + ": " + message, hint));
    return Optional.empty();
  }
}
