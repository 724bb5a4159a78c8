package io.outrigger.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What goes wrong with a request, by order of a test. */
public abstract sealed class Fault {

  private Fault() {}

  /** That of the requests nobody has ordered anything for. */
  static Fault none() {
    return new None();
  }

  /** Answers so, without asking the handler, when the request has been read. */
  public static Fault answer(int status, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return answer(_ -> HttpResponse.of(status).body(bytes));
  }

  /** Answers by another handler. */
  public static Fault answer(HttpHandler handler) {
    return new Answer(handler);
  }

  /**
   * Cuts the connection when {@code bytes} of the request body have been read, or all when they are
   * fewer. The handler sees a client that went.
   */
  public static Fault cutRequestAfter(long bytes) {
    return new StopRequest(bytes, Wire::cut);
  }

  /**
   * Cuts the connection when {@code bytes} of the response body have been sent, or all when they
   * are fewer.
   */
  public static Fault cutResponseAfter(long bytes) {
    return new StopResponse(bytes, Wire::cut);
  }

  /** Cuts the connection when the handler has done its work, before anything is answered. */
  public static Fault cutAnswer() {
    return new StopAnswer(Wire::cut);
  }

  /**
   * Reads no more of the request when {@code bytes} of its body have been read (or all when they
   * are fewer), until {@link Faults#release}.
   */
  public static Fault holdRequestAfter(long bytes) {
    return new StopRequest(bytes, Wire::hold);
  }

  /**
   * Sends no more of the response when {@code bytes} of its body have been sent (or all when they
   * are fewer), until {@link Faults#release}.
   */
  public static Fault holdResponseAfter(long bytes) {
    return new StopResponse(bytes, Wire::hold);
  }

  /** Answers nothing when the handler has done its work, until {@link Faults#release}. */
  public static Fault holdAnswer() {
    return new StopAnswer(Wire::hold);
  }

  /** Sends so many bytes of the response body at a time, with a pause before each. */
  public static Fault trickle(int bytes, Duration pause) {
    return new Trickle(bytes, pause);
  }

  /** Changes the byte of the request body at this position, from 0; a shorter body stays whole. */
  public static Fault corruptRequest(long position) {
    return new Corrupt(true, position);
  }

  /** Changes the byte of the response body at this position, from 0; a shorter body stays whole. */
  public static Fault corruptResponse(long position) {
    return new Corrupt(false, position);
  }

  HttpHandler handler(HttpHandler own) {
    return own;
  }

  InputStream request(InputStream body, Wire wire) {
    return body;
  }

  /** Comes when the handler has answered. */
  void answered(Wire wire) throws IOException {}

  OutputStream response(OutputStream target, Wire wire) {
    return target;
  }

  /** What faults do to a connection. */
  interface Wire {

    /** Closes the connection; fails always. */
    void cut() throws IOException;

    /** Returns when the test releases it. */
    void hold() throws IOException;
  }

  /** One of the ways to stop. */
  @FunctionalInterface
  interface Stop {

    /** Comes back when it may go on, or fails. */
    void apply(Wire wire) throws IOException;
  }

  private static final class None extends Fault {}

  private static final class Answer extends Fault {

    private final HttpHandler other;

    private Answer(HttpHandler other) {
      this.other = other;
    }

    @Override
    HttpHandler handler(HttpHandler own) {
      return other;
    }
  }

  private static final class StopRequest extends Fault {

    private final long bytes;
    private final Stop stop;

    private StopRequest(long bytes, Stop stop) {
      this.bytes = bytes;
      this.stop = stop;
    }

    @Override
    InputStream request(InputStream body, Wire wire) {
      return new StoppingInput(body, bytes, () -> stop.apply(wire));
    }
  }

  private static final class StopAnswer extends Fault {

    private final Stop stop;

    private StopAnswer(Stop stop) {
      this.stop = stop;
    }

    @Override
    void answered(Wire wire) throws IOException {
      stop.apply(wire);
    }
  }

  private static final class StopResponse extends Fault {

    private final long bytes;
    private final Stop stop;

    private StopResponse(long bytes, Stop stop) {
      this.bytes = bytes;
      this.stop = stop;
    }

    @Override
    OutputStream response(OutputStream target, Wire wire) {
      return new StoppingOutput(target, bytes, () -> stop.apply(wire));
    }
  }

  private static final class Trickle extends Fault {

    private final int bytes;
    private final Duration pause;

    private Trickle(int bytes, Duration pause) {
      this.bytes = bytes;
      this.pause = pause;
    }

    @Override
    OutputStream response(OutputStream target, Wire wire) {
      return new TricklingOutput(target, bytes, pause);
    }
  }

  private static final class Corrupt extends Fault {

    private final boolean request;
    private final long position;

    private Corrupt(boolean request, long position) {
      this.request = request;
      this.position = position;
    }

    @Override
    InputStream request(InputStream body, Wire wire) {
      return request ? new CorruptingInput(body, position) : body;
    }

    @Override
    OutputStream response(OutputStream target, Wire wire) {
      return request ? target : new CorruptingOutput(target, position);
    }
  }
}
