package io.outrigger.qiniu.server;

import io.outrigger.spi.Bytes;
import io.outrigger.testkit.http.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A form whose fields may be files. */
final class FormData {

  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern TYPE = Pattern.compile("(?im)^Content-Type: *(.*)$");

  private final Map<String, Bytes> fields = new HashMap<>();
  private final Map<String, String> types = new HashMap<>();

  private FormData() {}

  static FormData read(HttpRequest request) throws IOException {
    var type = request.header("Content-Type").orElse("");
    if (!type.startsWith("multipart/form-data; boundary=")) {
      throw new Refusal(400, "no form: " + type);
    }
    var form = new FormData();
    var boundary = "\r\n--" + type.substring(type.indexOf('=') + 1);
    form.parse(request.body().readAllBytes(), boundary.getBytes(StandardCharsets.ISO_8859_1));
    return form;
  }

  String text(String name) {
    return Optional.ofNullable(fields.get(name))
        .map(Bytes::toUtf8)
        .orElseThrow(() -> new Refusal(400, "no field " + name));
  }

  Bytes file(String name) {
    return Optional.ofNullable(fields.get(name))
        .orElseThrow(() -> new Refusal(400, "no file " + name));
  }

  Optional<String> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  private void parse(byte[] body, byte[] boundary) {
    // The first boundary has no line break before it.
    int place = boundary.length - 2;
    while (place + 4 <= body.length && body[place] == '\r') {
      int end = indexOf(body, boundary, place);
      if (end < 0) {
        throw new Refusal(400, "the form has no end");
      }
      part(body, place + 2, end);
      place = end + boundary.length;
    }
  }

  private void part(byte[] body, int start, int end) {
    int blank = indexOf(body, "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), start);
    var head = new String(body, start, blank - start, StandardCharsets.UTF_8);
    var name = NAME.matcher(head);
    if (!name.find()) {
      throw new Refusal(400, "a field without a name");
    }
    fields.put(name.group(1), Bytes.wrap(body, blank + 4, end - blank - 4));
    var type = TYPE.matcher(head);
    if (type.find()) {
      types.put(name.group(1), type.group(1).strip());
    }
  }

  private static int indexOf(byte[] body, byte[] wanted, int from) {
    for (int i = from; i <= body.length - wanted.length; i++) {
      int same = 0;
      while (same < wanted.length && body[i + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return i;
      }
    }
    return -1;
  }
}
