package io.outrigger.runtime.access;

import io.outrigger.runtime.component.Deadlines;
import io.outrigger.runtime.config.ServerSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The tokens that a call may carry, of the config or of a file. Any thread may ask. */
final class Tokens {

  private final Optional<NamedFile> file;
  private volatile Supplier<List<byte[]>> accepted;

  private Tokens(List<byte[]> accepted, Optional<NamedFile> file) {
    this.accepted = () -> accepted;
    this.file = file;
  }

  /** The tokens of a config; none of a file before {@link #open}. */
  static Tokens of(ServerSettings settings) {
    var tokens = settings.token().stream().map(token -> bytes(token.reveal())).toList();
    var file = settings.tokenFile().map(path -> new NamedFile("server.token_file", path));
    return new Tokens(tokens, file);
  }

  /**
   * Reads the file, if there is one, and from now on again when it has changed.
   *
   * @throws UnusableFileException when it cannot be read, or has no token
   */
  void open(Deadlines deadlines, Duration period) {
    file.ifPresent(named -> {
      var tokens = Reloaded.read(new TokenFile(named));
      accepted = tokens::get;
      tokens.watch(deadlines, period);
    });
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
    for (var one : accepted.get()) {
      found |= MessageDigest.isEqual(given, one);
    }
    return found;
  }

  /** A file with a token on each line. */
  private record TokenFile(NamedFile file) implements Reloaded.Source<List<byte[]>> {

    @Override
    public String name() {
      return "tokens";
    }

    @Override
    public List<NamedFile> files() {
      return List.of(file);
    }

    @Override
    public List<byte[]> read() {
      var text = new String(file.read(), StandardCharsets.UTF_8);
      var tokens = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      if (tokens.isEmpty()) {
        throw file.unusable("has no token (expected: one on each line)");
      }
      if (!tokens.stream().allMatch(ServerSettings::isToken)) {
        throw file.unusable("has a token that no header can carry (expected: printable ASCII)");
      }
      return tokens.stream().map(Tokens::bytes).toList();
    }

    @Override
    public String facts(List<byte[]> tokens) {
      return "count=" + tokens.size();
    }
  }
}
