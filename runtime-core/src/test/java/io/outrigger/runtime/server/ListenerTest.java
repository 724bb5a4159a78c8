package io.outrigger.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.config.ListenAddress;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListenerTest {

  @TempDir private Path directory;

  private final EventLoops loops = new EventLoops(1);

  @AfterEach
  void close() {
    loops.close();
  }

  @Test
  void a_fifo_is_refused_and_left() throws Exception {
    var path = directory.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();

    assertRefused(path, path + " is no socket");
  }

  @Test
  void a_file_and_a_directory_are_refused_and_left() throws IOException {
    assertRefused(Files.writeString(directory.resolve("file"), "data"), "no socket");
    assertRefused(Files.createDirectory(directory.resolve("directory")), "no socket");
  }

  @Test
  void a_link_is_refused_and_left() throws IOException {
    var socket = socketLeftBehind("socket");
    var link = Files.createSymbolicLink(directory.resolve("link"), socket);
    var dangling = Files.createSymbolicLink(directory.resolve("dangling"), Path.of("nowhere"));

    assertRefused(link, "no socket");
    assertRefused(dangling, "no socket");
    assertThat(socket).exists();
  }

  @Test
  void a_socket_that_is_listened_on_is_refused_and_left() throws IOException {
    var path = directory.resolve("socket");
    try (var other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.bind(UnixDomainSocketAddress.of(path));

      assertRefused(path, "in use");
    }
  }

  @Test
  void a_socket_that_was_left_behind_is_replaced() throws IOException {
    var path = socketLeftBehind("socket");

    start(path).server().shutdownNow();
  }

  @Test
  void a_directory_that_is_not_there_is_named() {
    var path = directory.resolve("none").resolve("socket");

    assertThatThrownBy(() -> start(path))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("there is no directory " + path.getParent());
  }

  private void assertRefused(Path path, String reason) {
    assertThatThrownBy(() -> start(path))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("cannot listen on unix:" + path)
        .hasMessageContaining(reason);
    assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  private Listener start(Path path) {
    return Listener.start(
        new ListenAddress.Unix(path), loops, new Admission(8), builder -> builder);
  }

  private Path socketLeftBehind(String name) throws IOException {
    var path = directory.resolve(name);
    try (var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(path));
    }
    return path;
  }
}
