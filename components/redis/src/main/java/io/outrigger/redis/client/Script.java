package io.outrigger.redis.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** A Lua script that Redis runs as one step. Immutable. */
public final class Script {

  private final byte[] source;
  private final byte[] digest;

  private Script(byte[] source) {
    this.source = source;
    this.digest = HexFormat.of().formatHex(sha1(source)).getBytes(StandardCharsets.US_ASCII);
  }

  /** The script in a resource beside a class. */
  public static Script of(Class<?> owner, String resource) {
    try (InputStream stream = owner.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + resource + " beside " + owner.getName());
      }
      return new Script(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command that runs the script if Redis has seen it before. */
  CommandArguments byDigest(List<byte[]> keys, List<byte[]> arguments) {
    return command(Command.EVALSHA, digest, keys, arguments);
  }

  /** The command that brings the script along. */
  CommandArguments bySource(List<byte[]> keys, List<byte[]> arguments) {
    return command(Command.EVAL, source, keys, arguments);
  }

  private static CommandArguments command(
      Command command, byte[] script, List<byte[]> keys, List<byte[]> arguments) {
    var all = new CommandArguments(command).add(script).add(keys.size());
    keys.forEach(all::add);
    arguments.forEach(all::add);
    return all;
  }

  private static byte[] sha1(byte[] source) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(source);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
