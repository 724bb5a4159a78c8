package io.outrigger.qiniu;

import io.outrigger.objectstore.PartReader.Part;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file as the content of a request. It is handed on in pieces: what the client library
 * is given at once, it copies at once. It is sent once: the library would send it again for each
 * idle connection that it finds broken.
 */
final class PartBody extends RequestBody {

  private static final int PIECE_BYTES = 64 << 10;

  private final Part part;
  private final @Nullable MediaType type;

  /** The content, to be sent before the next part is read. */
  PartBody(Part part, @Nullable MediaType type) {
    this.part = part;
    this.type = type;
  }

  @Override
  public @Nullable MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return part.length();
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    for (int done = 0; done < part.length(); ) {
      int count = Math.min(PIECE_BYTES, part.length() - done);
      sink.write(part.buffer(), done, count);
      done += count;
    }
  }
}
