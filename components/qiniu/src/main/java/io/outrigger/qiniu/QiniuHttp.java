package io.outrigger.qiniu;

import io.outrigger.objectstore.StoreFailures;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The connections to Qiniu. Requests are sent by the calling thread, which is a virtual one: when
 * it is interrupted, the connection is closed. Safe for use by many threads.
 *
 * <p>The client that Qiniu's SDK has inside can neither be closed nor told to give up, and takes
 * whole seconds for timeouts; so this is one of the same library that belongs to the component.
 */
final class QiniuHttp implements AutoCloseable {

  /** What Qiniu's services want to be told of the content of a request, also if there is none. */
  static final String FORM = "application/x-www-form-urlencoded";

  /** A page of a list with 1000 names of 750 bytes, each escaped, is smaller. */
  private static final int MOST_REPLY_BYTES = 16 << 20;

  private static final int MOST_IDLE = 32;
  private static final Duration MOST_IDLE_TIME = Duration.ofSeconds(30);

  /** For what is done behind the back of a caller who may have gone. */
  private static final Duration CLEANING_LIMIT = Duration.ofSeconds(5);

  private final ConnectionPool pool =
      new ConnectionPool(MOST_IDLE, MOST_IDLE_TIME.toSeconds(), TimeUnit.SECONDS);
  private final RunningCalls running = new RunningCalls();
  private final OkHttpClient services;
  private final OkHttpClient downloads;
  private final OkHttpClient cleaning;

  /** Connects to nothing yet. */
  QiniuHttp(QiniuSettings settings) {
    services =
        new OkHttpClient.Builder()
            .connectionPool(pool)
            .eventListener(running)
            // One connection for each stream, as their number is what bounds the memory.
            .protocols(List.of(Protocol.HTTP_1_1))
            // Else connections are made on threads that no interruption reaches.
            .fastFallback(false)
            .followRedirects(false)
            .connectTimeout(settings.connectTimeout())
            .readTimeout(settings.socketTimeout())
            .writeTimeout(settings.socketTimeout())
            .build();
    downloads = services.newBuilder().followRedirects(true).build();
    cleaning = services.newBuilder().callTimeout(CLEANING_LIMIT).build();
  }

  /**
   * Sends a request to one of Qiniu's services.
   *
   * @param subject what it is about, such as {@code file "a/b"}
   * @throws ComponentException when there is no answer
   */
  Reply send(String subject, Request request) {
    return reply(services, subject, request);
  }

  /** As {@link #send}, within a few seconds and also when the thread has been interrupted. */
  Reply clean(String subject, Request request) {
    boolean interrupted = Thread.interrupted();
    try {
      return reply(cleaning, subject, request);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Reply reply(OkHttpClient client, String subject, Request request) {
    try (var response = client.newCall(request).execute()) {
      return reply(response);
    } catch (IOException e) {
      throw StoreFailures.of(subject, e);
    }
  }

  /** Begins a download; the response is to be closed. */
  Response open(String subject, Request request) {
    try {
      return downloads.newCall(request).execute();
    } catch (IOException e) {
      throw StoreFailures.of(subject, e);
    }
  }

  /** The whole of a response. */
  static Reply reply(Response response) throws IOException {
    var id = Optional.ofNullable(response.header("X-Reqid")).orElse("");
    var body = response.body().byteStream().readNBytes(MOST_REPLY_BYTES);
    if (body.length == MOST_REPLY_BYTES) {
      throw new ComponentException(
          ErrorCode.INTERNAL,
          "Qiniu's reply [request %s] (expected: less than %d bytes)"
              .formatted(id, MOST_REPLY_BYTES));
    }
    return new Reply(response.code(), id, Bytes.wrap(body));
  }

  /** How many connections are open. */
  int connections() {
    return pool.connectionCount();
  }

  /** Ends what is under way, and closes all connections. */
  @Override
  public void close() {
    running.cancel();
    pool.evictAll();
  }
}
