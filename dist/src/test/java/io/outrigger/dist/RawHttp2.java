package io.outrigger.dist;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A client of HTTP/2 (RFC 9113) that may misbehave: it sends what it is told, frame by frame. */
final class RawHttp2 implements AutoCloseable {

  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int GOAWAY = 7;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  /** The client is asked to be calmer. */
  static final int ENHANCE_YOUR_CALM = 0xb;

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final byte POST = (byte) 0x83;
  private static final byte SCHEME_HTTP = (byte) 0x86;
  private static final byte PATH = 4;
  private static final byte AUTHORITY = 1;
  private static final int CANCEL = 8;

  /** Longer than any server should need. */
  private static final int MOST_MILLIS = 60_000;

  private final Socket socket;
  private final OutputStream out;
  private final DataInputStream in;

  /** A frame that has come. */
  record Frame(int type, int flags, int stream, ByteBuffer payload) {

    /** The error that a GOAWAY or a RST_STREAM names. */
    int error() {
      return payload.getInt(type == GOAWAY ? 4 : 0);
    }

    /** The words that a GOAWAY may have. */
    String words() {
      return StandardCharsets.UTF_8.decode(payload.duplicate().position(8)).toString();
    }
  }

  /** A connection that has said nothing yet. */
  RawHttp2(String address) throws IOException {
    this(address, MOST_MILLIS);
  }

  /** As above, with another limit of the time that the server may say nothing. */
  RawHttp2(String address, int mostMillis) throws IOException {
    int colon = address.lastIndexOf(':');
    socket =
        new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    socket.setSoTimeout(mostMillis);
    out = socket.getOutputStream();
    in = new DataInputStream(socket.getInputStream());
  }

  /** Begins as a client must. */
  RawHttp2 greet() throws IOException {
    out.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
    out.write(frame(SETTINGS, 0, 0, new byte[0]));
    out.flush();
    return this;
  }

  /** Sends bytes as they are. */
  void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** A frame in bytes. */
  static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** That a call is broken off. */
  static byte[] reset(int stream) {
    return frame(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(CANCEL).array());
  }

  /** The headers of a gRPC call, in HPACK (RFC 7541) without its tables for what is new. */
  static byte[] headers(String path, Map<String, String> more) {
    var block = new ByteArrayOutputStream();
    block.write(POST);
    block.write(SCHEME_HTTP);
    block.write(PATH);
    text(block, path);
    block.write(AUTHORITY);
    text(block, "localhost");
    header(block, "content-type", "application/grpc");
    header(block, "te", "trailers");
    more.forEach((name, value) -> header(block, name, value));
    return block.toByteArray();
  }

  private static void header(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    text(block, name);
    text(block, value);
  }

  private static void text(ByteArrayOutputStream block, String text) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length < 127) {
      block.write(bytes.length);
    } else {
      block.write(127);
      int rest = bytes.length - 127;
      for (; rest >= 128; rest >>= 7) {
        block.write((rest & 127) | 128);
      }
      block.write(rest);
    }
    block.writeBytes(bytes);
  }

  /** The next frame; empty when the server has ended the connection. */
  Optional<Frame> next() {
    try {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      return Optional.of(new Frame(type, flags, stream, ByteBuffer.wrap(in.readNBytes(length))));
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server neither said anything nor ended the connection", e);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Reads until a frame of a type comes, or the end. */
  Optional<Frame> next(int type) {
    var frame = next();
    while (frame.isPresent() && frame.get().type() != type) {
      frame = next();
    }
    return frame;
  }

  /** Waits until the server ends the connection. */
  void awaitEnd() {
    while (next().isPresent()) {
      // What it still says does not matter.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
