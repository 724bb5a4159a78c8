package io.outrigger.runtime.access;

import io.outrigger.runtime.config.ServerSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens that a call may carry, of the config or of a file. Any thread may ask; one at a time
 * reads the file.
 */
public final class Tokens {

  private static final Logger log = LoggerFactory.getLogger(Tokens.class);

  private final Optional<NamedFile> file;
  private final WatchedFiles watched;
  private volatile List<byte[]> accepted;

  private Tokens(List<byte[]> accepted, Optional<NamedFile> file) {
    this.accepted = accepted;
    this.file = file;
    this.watched = new WatchedFiles(file.stream().map(NamedFile::path).toList());
  }

  /** The tokens of a config; none of a file before {@link #read}. */
  public static Tokens of(ServerSettings settings) {
    var tokens = settings.token().stream().map(token -> bytes(token.reveal())).toList();
    var file = settings.tokenFile().map(path -> new NamedFile("server.token_file", path));
    return new Tokens(tokens, file);
  }

  /**
   * Reads the file for the first time, if there is one.
   *
   * @throws UnusableFileException when it cannot be read, or has no token
   */
  public void read() {
    if (file.isPresent() && watched.changed()) {
      accepted = tokens(file.get());
    }
  }

  /** Reads the file again if it has changed; tokens that cannot be read leave those before. */
  public void refresh() {
    try {
      if (file.isPresent() && watched.changed()) {
        accepted = tokens(file.get());
        log.info("event=tokens_reloaded count={}", accepted.size());
      }
    } catch (UnusableFileException e) {
      log.warn("event=tokens_kept reason=\"{}\"", e.getMessage());
    }
  }

  private static List<byte[]> tokens(NamedFile file) {
    var text = new String(file.read(), StandardCharsets.UTF_8);
    var tokens =
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).map(Tokens::bytes).toList();
    if (tokens.isEmpty()) {
      throw file.unusable("has no token (expected: one on each line)");
    }
    return tokens;
  }

  private static byte[] bytes(String token) {
    return token.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether a token is one of them. Takes as long for one that is nearly right as for one that is
   * not, and as long for the first as for the last.
   */
  boolean accepts(String token) {
    var given = bytes(token);
    boolean found = false;
    for (var one : accepted) {
      found |= MessageDigest.isEqual(given, one);
    }
    return found;
  }
}
