package io.outrigger.runtime.json;

import java.util.ArrayList;
import java.util.List;

/**
 * The path from the root of a JSON document to one of its values (RFC 6901).
 *
 * @param tokens the keys and indices on the way, unescaped
 */
public record Pointer(List<String> tokens) {

  /** The document itself; its text is empty. */
  public static final Pointer ROOT = new Pointer(List.of());

  /** Copies the tokens. */
  public Pointer {
    tokens = List.copyOf(tokens);
  }

  /** The pointer to the member {@code key} of the object this points to. */
  public Pointer child(String key) {
    var longer = new ArrayList<String>(tokens.size() + 1);
    longer.addAll(tokens);
    longer.add(key);
    return new Pointer(longer);
  }

  /** The pointer to the item {@code index}, from 0, of the array this points to. */
  public Pointer child(int index) {
    return child(Integer.toString(index));
  }

  /** The pointer as text, {@code ~} and {@code /} in keys escaped as {@code ~0} and {@code ~1}. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (String token : tokens) {
      text.append('/').append(token.replace("~", "~0").replace("/", "~1"));
    }
    return text.toString();
  }
}
