package io.outrigger.benchmarks.firstlight;

import com.google.protobuf.Empty;
import com.google.protobuf.MessageLite;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A server and the call that is made on it over and over.
 *
 * @param method the full name, such as {@code package.Service/Method}
 * @param body a file with the request as it is on the wire
 * @param answerBytes how many bytes of DATA a right answer has
 */
record Subject(Server server, String method, Path body, int answerBytes) {

  /** A byte for compression and four for the length come before every message. */
  private static final int PREFIX_BYTES = 5;

  /** The echo server asked nothing. */
  static Subject echo(Server server, Workplace place) throws IOException {
    var method = RuntimeGrpc.getSaveStateMethod().getFullMethodName();
    return of(server, method, Empty.getDefaultInstance(), PREFIX_BYTES, place);
  }

  /** The sidecar asked for the value that {@link Client} saves, which it must have done. */
  static Subject sidecar(Server server, MessageLite answer, Workplace place) throws IOException {
    var method = RuntimeGrpc.getGetStateMethod().getFullMethodName();
    var answerBytes = PREFIX_BYTES + answer.getSerializedSize();
    return of(server, method, Client.QUESTION, answerBytes, place);
  }

  private static Subject of(
      Server server, String method, MessageLite question, int answerBytes, Workplace place)
      throws IOException {
    var body = place.path("body");
    Files.write(body, framed(question));
    return new Subject(server, method, body, answerBytes);
  }

  private static byte[] framed(MessageLite message) {
    var bytes = message.toByteArray();
    return ByteBuffer.allocate(PREFIX_BYTES + bytes.length)
        .put((byte) 0)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }
}
