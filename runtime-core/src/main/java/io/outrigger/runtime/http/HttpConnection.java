package io.outrigger.runtime.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: reads a request, has it answered by a virtual thread, writes the answer, and only
 * then reads the next. Its fields are the event loop's.
 */
final class HttpConnection extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final Logger log = LoggerFactory.getLogger(HttpConnection.class);

  private final HttpHandler handler;
  private final Duration patience;
  private final boolean local;
  private @Nullable Future<?> tooLate;
  private boolean busy;
  private boolean draining;

  /**
   * A connection.
   *
   * @param local whether only this host can have opened it
   */
  HttpConnection(HttpHandler handler, Duration patience, boolean local) {
    this.handler = handler;
    this.patience = patience;
    this.local = local;
  }

  /** Ends the connection of a channel with the answer that is being made, or at once. */
  static void drain(Channel channel) {
    var connection = channel.pipeline().get(HttpConnection.class);
    if (connection == null) {
      var _ = channel.close();
      return;
    }
    channel
        .eventLoop()
        .execute(() -> {
          connection.draining = true;
          if (!connection.busy) {
            var _ = channel.close();
          }
        });
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    awaitRequest(context);
  }

  private void awaitRequest(ChannelHandlerContext context) {
    beginPatience(context);
    context.channel().config().setAutoRead(true);
  }

  /** One clock for idle clients, and for those who send or take a byte now and then. */
  private void beginPatience(ChannelHandlerContext context) {
    endPatience();
    Runnable close = () -> end(context);
    tooLate = context.executor().schedule(close, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void end(ChannelHandlerContext context) {
    var _ = context.close();
  }

  private void endPatience() {
    if (tooLate != null) {
      tooLate.cancel(false);
      tooLate = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    endPatience();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    endPatience();
    busy = true;
    context.channel().config().setAutoRead(false); // What has come already waits before this.
    boolean isHead = request.method().equals(HttpMethod.HEAD);
    if (request.decoderResult().isFailure()) {
      var refusal = HttpMessages.refusal(request.decoderResult().cause());
      write(context, new Reply(HttpAnswer.empty(refusal), isHead, false));
      return;
    }
    boolean stays = HttpUtil.isKeepAlive(request);
    var question = HttpMessages.question(request, local);
    Thread.ofVirtual()
        .name("outrigger-http")
        .start(() -> {
          var reply = new Reply(answer(question), isHead, stays);
          context.executor().execute(() -> write(context, reply));
        });
  }

  private HttpAnswer answer(HttpQuestion question) {
    try {
      return handler.answer(question);
    } catch (RuntimeException | Error e) { // A border: whatever was thrown, the client is answered.
      log.error("event=http_failed request=\"{}\"", question, e);
      return HttpAnswer.empty(500);
    }
  }

  private void write(ChannelHandlerContext context, Reply reply) {
    boolean stays = reply.stays && !draining;
    beginPatience(context);
    context
        .writeAndFlush(reply.response(stays))
        .addListener(
            (ChannelFutureListener)
                written -> {
                  busy = false;
                  if (written.isSuccess() && stays && !draining) {
                    awaitRequest(context);
                  } else {
                    var _ = context.close();
                  }
                });
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.debug("event=http_connection_failed", cause); // The client's doing, as a rule.
    var _ = context.close();
  }

  /** An answer, and what its request says about how to give it. */
  private record Reply(HttpAnswer answer, boolean isHead, boolean stays) {

    private static final DateTimeFormatter HTTP_TIME =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    DefaultFullHttpResponse response(boolean keepsAlive) {
      var body = answer.body().toArray();
      var response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.valueOf(answer.status()),
              isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
      answer.headers().forEach(response.headers()::set);
      response.headers().set(HttpHeaderNames.DATE, HTTP_TIME.format(Instant.now()));
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
      HttpUtil.setKeepAlive(response, keepsAlive);
      return response;
    }
  }
}
