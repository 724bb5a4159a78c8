package io.outrigger.benchmarks.measuring;

import com.google.protobuf.Empty;
import com.google.protobuf.MessageLite;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A server and the call that is made on it over and over.
 *
 * @param method the full name, such as {@code package.Service/Method}, or the path of a page
 * @param body a file with the request as it is on the wire; none for a page, which is got
 * @param answerBytes how many bytes of DATA a right answer has
 */
public record Subject(Server server, String method, @Nullable Path body, int answerBytes) {

  /** A byte for compression and four for the length come before every message. */
  private static final int PREFIX_BYTES = 5;

  /** The echo server asked nothing. */
  public static Subject echo(Server server, Workplace place) throws IOException {
    var nothing = new Question("SaveState", Empty.getDefaultInstance());
    return of(server, nothing, Empty.getDefaultInstance(), place);
  }

  /**
   * A server asked a question.
   *
   * @param answer one that is as long as all right ones are
   */
  public static Subject of(Server server, Question question, MessageLite answer, Workplace place)
      throws IOException {
    return stream(server, question, framedBytes(answer), place);
  }

  /**
   * A server asked a question that is answered with many messages.
   *
   * @param answerBytes of all of them, as {@link #framedBytes} counts
   */
  public static Subject stream(Server server, Question question, int answerBytes, Workplace place)
      throws IOException {
    var body = place.path("body");
    Files.write(body, framed(question.message()));
    var method = RuntimeGrpc.SERVICE_NAME + "/" + question.method();
    return new Subject(server, method, body, answerBytes);
  }

  /** A web server asked for a page. */
  public static Subject page(Server server, String path, int bytes) {
    return new Subject(server, path, null, bytes);
  }

  /** How many bytes of DATA a message takes. */
  public static int framedBytes(MessageLite message) {
    return PREFIX_BYTES + message.getSerializedSize();
  }

  private static byte[] framed(MessageLite message) {
    var bytes = message.toByteArray();
    return ByteBuffer.allocate(PREFIX_BYTES + bytes.length)
        .put((byte) 0)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  /**
   * What a server is asked.
   *
   * @param method of Layotto's API, such as {@code GetState}
   */
  public record Question(String method, MessageLite message) {}
}
