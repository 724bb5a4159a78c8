package io.outrigger.dist;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Changes a config as people do: a key misspelt, a member lost, given twice or moved, a value of
 * another type. Keeps secrets under the keys of secrets. For one use.
 */
final class SampleMutation {

  private static final List<Json> VALUES =
      List.of(
          new Json.Null(Position.START),
          new Json.Bool(true, Position.START),
          new Json.Num("-1", Position.START),
          new Json.Num("1e99", Position.START),
          new Json.Text("", Position.START),
          new Json.Text("${UNSET}", Position.START),
          new Json.Text("${", Position.START),
          new Json.Text("a||b", Position.START),
          new Json.Text("x".repeat(5000), Position.START),
          new Json.Arr(List.of(), Position.START),
          new Json.Arr(List.of(new Json.Num("1", Position.START)), Position.START),
          new Json.Obj(List.of(), Position.START));

  private final Random random;

  /** How many members to pass before the change; below zero when it has been made. */
  private int left;

  private SampleMutation(Random random, int left) {
    this.random = random;
    this.left = left;
  }

  /** The config with one change somewhere. */
  static Json of(Json config, Random random) {
    return new SampleMutation(random, random.nextInt(Math.max(1, size(config)))).change(config);
  }

  private static int size(Json value) {
    return switch (value) {
      case Json.Obj object ->
          object.members().stream().mapToInt(member -> 1 + size(member.value())).sum();
      case Json.Arr array -> array.items().stream().mapToInt(SampleMutation::size).sum();
      case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> 0;
    };
  }

  private Json change(Json value) {
    return switch (value) {
      case Json.Obj object -> change(object);
      case Json.Arr array ->
          new Json.Arr(array.items().stream().map(this::change).toList(), Position.START);
      case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> value;
    };
  }

  private Json change(Json.Obj object) {
    var members = new ArrayList<Json.Member>();
    for (var member : object.members()) {
      if (left-- == 0) {
        change(member, members);
      } else {
        members.add(member(member.key(), change(member.value())));
      }
    }
    return new Json.Obj(members, Position.START);
  }

  private void change(Json.Member member, List<Json.Member> members) {
    switch (random.nextInt(6)) {
      case 0 -> members.add(member(misspelt(member.key()), member.value()));
      case 1 -> {} // lost
      case 2 -> {
        members.add(member);
        members.add(member(member.key() + "2", member.value()));
      }
      case 3 -> {
        members.add(member);
        members.add(member(member.key().toUpperCase(Locale.ROOT), member.value()));
      }
      default -> members.add(member(member.key(), VALUES.get(random.nextInt(VALUES.size()))));
    }
  }

  private String misspelt(String key) {
    if (key.isEmpty()) {
      return "x";
    }
    int at = random.nextInt(key.length());
    return random.nextBoolean()
        ? key.substring(0, at) + key.substring(at + 1)
        : key.substring(0, at) + key.charAt(at) + key.substring(at);
  }

  private static Json.Member member(String key, Json value) {
    return new Json.Member(key, Position.START, value);
  }
}
