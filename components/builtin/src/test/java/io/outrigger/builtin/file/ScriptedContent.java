package io.outrigger.builtin.file;

import java.io.InputStream;
import java.util.function.IntSupplier;

/** Content whose every byte, or -1 for the end, is asked for when it is read. */
final class ScriptedContent extends InputStream {

  private final IntSupplier script;

  ScriptedContent(IntSupplier script) {
    this.script = script;
  }

  @Override
  public int read() {
    return script.getAsInt();
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int next = script.getAsInt();
    if (next < 0) {
      return -1;
    }
    target[offset] = (byte) next;
    return 1;
  }
}
