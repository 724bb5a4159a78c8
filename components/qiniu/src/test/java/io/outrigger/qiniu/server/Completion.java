package io.outrigger.qiniu.server;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an upload in parts ends with.
 *
 * @param parts the parts in their order
 * @param mimeType the media type, if it is given
 */
record Completion(@Nullable List<Listed> parts, @Nullable String mimeType) {

  /** A part as the client remembers it. */
  record Listed(int partNumber, @Nullable String etag) {}

  static Completion of(String json) {
    try {
      return new Gson().fromJson(json, Completion.class);
    } catch (JsonSyntaxException e) {
      throw new Refusal(400, "bad json");
    }
  }

  List<Listed> listed() {
    return Optional.ofNullable(parts).orElseThrow(() -> new Refusal(400, "no parts"));
  }
}
