package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.access.NamedFile;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import io.outrigger.runtime.server.ClientTls;
import io.outrigger.testkit.redis.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS of the distribution under load: new files, and clients that only shake hands. */
final class TlsLoadIT {

  @TempDir private Path directory;

  @Test
  void new_files_fail_no_call_and_handshakes_disturb_nobody() throws Exception {
    var pair = Certificates.make(Files.createDirectory(directory.resolve("one")), "127.0.0.1");
    var next = Certificates.make(Files.createDirectory(directory.resolve("two")), "127.0.0.1");
    var config =
        """
        {"server": {"listen": ["127.0.0.1:0"],
                    "tls": {"certificate": "%s", "key": "%s", "reload": "200ms"}},
         "components": {"state": {"s": {"type": "in-memory"}}}}
        """
            .formatted(pair.certificate(), pair.key());
    var trusted = Files.copy(pair.authority(), directory.resolve("ca.pem"));
    var tls = new ClientTls(Optional.of(new NamedFile("ca", trusted)), Optional.empty());
    try (var sidecar = SidecarProcess.start(directory, config)) {
      var address = ListenAddress.parse(sidecar.addresses().getFirst());
      try (var connection = new ClientConnection(address, 1 << 20, Optional.of(tls));
          var bystanders = Bystanders.start(connection.channel())) {
        Callers.pause(Duration.ofSeconds(3));
        bystanders.fared();
        Callers.pause(Duration.ofSeconds(2));
        System.out.println("secure: over TLS: " + bystanders.fared());

        Files.move(next.certificate(), pair.certificate(), StandardCopyOption.ATOMIC_MOVE);
        Files.move(next.key(), pair.key(), StandardCopyOption.ATOMIC_MOVE);
        Callers.pause(Duration.ofSeconds(2));
        System.out.println("secure: over TLS, files replaced: " + bystanders.fared());
        assertThat(sidecar.log()).contains("event=tls_reloaded");

        int handshakes = shake((ListenAddress.Tcp) address);
        var fared = bystanders.fared();
        System.out.println(
            "secure: over TLS, " + handshakes + " refused handshakes in 3 s: " + fared);

        assertThat(bystanders.failures()).isEmpty();
        assertThat(handshakes).isGreaterThan(10);
        assertThat(fared.p99()).isLessThan(250);
      }
    }
  }

  /** Four clients that do not trust the server shake hands again and again. */
  private static int shake(ListenAddress.Tcp address) {
    var count = new AtomicInteger();
    long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                while (System.nanoTime() - end < 0) {
                  shakeOnce(address);
                  count.incrementAndGet();
                }
              }));
    }
    threads.forEach(Callers::join);
    return count.get();
  }

  private static void shakeOnce(ListenAddress.Tcp address) {
    try (var socket =
        (SSLSocket) SSLSocketFactory.getDefault().createSocket(address.host(), address.port())) {
      socket.startHandshake();
    } catch (SSLException e) {
      // The server has done its part, and this client has refused.
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
