package io.outrigger.runtime.telemetry.access;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Status;
import io.outrigger.runtime.api.CallMeters;
import io.outrigger.runtime.trace.Span;
import java.net.InetSocketAddress;

/**
 * A call that has ended. What takes time to say is said by the thread that writes it.
 *
 * @param endedEpochMillis when
 * @param fullMethod as the client has sent it
 * @param connection what is known of it, perhaps nothing
 * @param span to say where it stands takes time, too
 */
record EndedCall(
    long endedEpochMillis,
    String fullMethod,
    Status.Code code,
    CallMeters.Sizes sizes,
    Attributes connection,
    Span span) {

  private static final int LONGEST_METHOD = 200;

  /** The trace that it belongs to; empty when nobody records it. */
  String traceId() {
    return span.context().traceId();
  }

  /** The method without what only a client that makes it up could put there. */
  String method() {
    var isLong = fullMethod.length() > LONGEST_METHOD;
    var end = isLong ? LONGEST_METHOD : fullMethod.length();
    var text = new StringBuilder(end + 3);
    for (int i = 0; i < end; i++) {
      var c = fullMethod.charAt(i);
      text.append(isPlain(c) ? c : '?');
    }
    return (isLong ? text.append("...") : text).toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '/'
        || c == '-';
  }

  /** Who has called: an address and a port, or {@code unix}; empty when that is not known. */
  String peer() {
    return switch (connection.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)) {
      case null -> "";
      case InetSocketAddress address -> text(address);
      default -> "unix";
    };
  }

  private static String text(InetSocketAddress address) {
    var host = address.getAddress() == null ? "?" : address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + address.getPort();
  }
}
