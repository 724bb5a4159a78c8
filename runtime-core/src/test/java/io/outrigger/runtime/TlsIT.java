package io.outrigger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SayHelloRequest;
import io.outrigger.runtime.access.NamedFile;
import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.fake.TestCertificates;
import io.outrigger.runtime.fake.TestCertificates.Pair;
import io.outrigger.runtime.fake.TestCertificates.Validity;
import io.outrigger.runtime.server.ClientConnection;
import io.outrigger.runtime.server.ClientTls;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS over real sockets, with certificates that the test makes. */
final class TlsIT {

  private static final int CALLERS = 16;

  private final TestCertificates authority = new TestCertificates("authority");
  private final TestCertificates stranger = new TestCertificates("stranger");
  private final List<AutoCloseable> open = new ArrayList<>();

  @TempDir private Path directory;
  private Pair server = new Pair(Path.of(""), Path.of(""));
  private Path trusted = Path.of("");

  @BeforeEach
  void issue() {
    server = authority.issue(directory, "server");
    trusted = authority.authority(directory);
  }

  @AfterEach
  void close() throws Exception {
    for (var resource : open.reversed()) {
      resource.close();
    }
  }

  @Test
  void tcp_is_encrypted_and_a_unix_socket_is_not() {
    var addresses = start("").addresses();

    assertThat(greet(client(addresses.getFirst(), tls(trusted)))).isEqualTo(Code.OK);
    assertThat(greet(client(addresses.get(1), Optional.empty()))).isEqualTo(Code.OK);
    assertThat(greet(client(addresses.getFirst(), Optional.empty()))).isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void a_client_does_not_talk_to_a_server_that_its_authorities_do_not_know() {
    var address = start("").addresses().getFirst();

    var refused = client(address, tls(stranger.authority(directory)));

    assertThat(greet(refused)).isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void with_client_ca_only_clients_of_that_authority_come_in() {
    var address = start(", \"client_ca\": \"" + trusted + "\"").addresses().getFirst();

    assertThat(greet(client(address, mutual(authority.issue(directory, "app")))))
        .isEqualTo(Code.OK);
    assertThat(greet(client(address, tls(trusted)))).as("none").isEqualTo(Code.UNAVAILABLE);
    assertThat(greet(client(address, mutual(stranger.issue(directory, "other")))))
        .as("of another authority")
        .isEqualTo(Code.UNAVAILABLE);
    assertThat(greet(client(address, mutual(authority.issue(directory, "old", Validity.over())))))
        .as("expired")
        .isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void a_client_whose_authority_is_taken_away_cannot_come_back() throws Exception {
    var clients = Files.copy(trusted, directory.resolve("clients.pem"));
    var address = start(", \"client_ca\": \"" + clients + "\"").addresses().getFirst();
    var known = mutual(authority.issue(directory, "app"));
    assertThat(greet(client(address, known))).isEqualTo(Code.OK);

    var other = stranger.authority(directory);
    Files.move(other, clients, StandardCopyOption.ATOMIC_MOVE);

    await()
        .untilAsserted(() -> assertThat(greet(client(address, known))).isEqualTo(Code.UNAVAILABLE));
    assertThat(greet(client(address, mutual(stranger.issue(directory, "new"))))).isEqualTo(Code.OK);
  }

  @Test
  void a_certificate_replaced_under_load_fails_no_call() throws Exception {
    var address = start("").addresses().getFirst();
    var before = shown(address).getSerialNumber();
    var failures = new ConcurrentLinkedQueue<Status>();
    var calls = new AtomicInteger();
    var stays = client(address, tls(trusted));
    var callers =
        IntStream.range(0, CALLERS)
            .mapToObj(caller -> calling(caller, address, stays, calls, failures))
            .toList();
    await().untilAtomic(calls, count -> assertThat(count).isGreaterThan(100));

    var next = authority.issue(Files.createDirectory(directory.resolve("next")), "server");
    Files.move(next.certificate(), server.certificate(), StandardCopyOption.ATOMIC_MOVE);
    // For a while the pair does not fit, and the server must stay with the one before.
    int then = calls.get();
    await().untilAtomic(calls, count -> assertThat(count).isGreaterThan(then + 200));
    assertThat(shown(address).getSerialNumber()).isEqualTo(before);
    Files.move(next.key(), server.key(), StandardCopyOption.ATOMIC_MOVE);
    await().until(() -> !shown(address).getSerialNumber().equals(before));
    int renewed = calls.get();
    await().untilAtomic(calls, count -> assertThat(count).isGreaterThan(renewed + 200));

    callers.forEach(Thread::interrupt);
    for (var caller : callers) {
      caller.join();
    }
    System.out.printf(
        "secure: certificate replaced under %d callers: %d calls, %d failed%n",
        CALLERS, calls.get(), failures.size());
    assertThat(failures).isEmpty();
  }

  /** Half of the callers connect for every call, the others keep one connection. */
  private Thread calling(
      int caller,
      ListenAddress address,
      ClientConnection stays,
      AtomicInteger calls,
      ConcurrentLinkedQueue<Status> failures) {
    return Thread.ofPlatform()
        .start(() -> {
          while (!Thread.currentThread().isInterrupted()) {
            var status = caller % 2 == 0 ? status(stays) : once(address);
            if (!status.isOk() && !Thread.currentThread().isInterrupted()) {
              failures.add(status);
            }
            calls.incrementAndGet();
          }
        });
  }

  private Status once(ListenAddress address) {
    try (var connection = new ClientConnection(address, 1 << 20, tls(trusted))) {
      return status(connection);
    }
  }

  @Test
  void clients_that_never_finish_the_handshake_disturb_nobody() throws Exception {
    var limits = "\"limits\": {\"handshake_timeout\": \"200ms\"}, ";
    var address = (ListenAddress.Tcp) start("", limits).addresses().getFirst();
    var sockets = new ArrayList<Socket>();
    for (int i = 0; i < 50; i++) {
      var socket = new Socket(address.host(), address.port());
      open.add(socket);
      sockets.add(socket);
      socket.setSoTimeout(15_000);
      socket.getOutputStream().write(new byte[] {0x16, 3, 1});
    }

    assertThat(greet(client(address, tls(trusted)))).isEqualTo(Code.OK);
    assertThat(sockets).allMatch(TlsIT::ends);
  }

  /** Whether the server closes it; what it may say before does not matter. */
  private static boolean ends(Socket socket) {
    try {
      socket.getInputStream().readAllBytes();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // A reset is an end as well.
    }
  }

  @Test
  void a_key_that_is_not_of_the_certificate_is_a_problem_of_the_config() {
    server = new Pair(server.certificate(), authority.issue(directory, "other").key());

    assertThatThrownBy(() -> start(""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("server.tls.key: ")
        .hasMessageContaining("is not the key of the certificate");
  }

  private Sidecar start(String tls) {
    return start(tls, "");
  }

  private Sidecar start(String tls, String more) {
    var json =
        """
        {"server": {"graceful_stop_timeout": "0s", %s "listen": ["127.0.0.1:0", "unix:%s"],
                    "tls": {"certificate": "%s", "key": "%s", "reload": "50ms"%s}},
         "components": {"hello": {"h": {"type": "fake"}}}}
        """
            .formatted(more, directory.resolve("socket"), server.certificate(), server.key(), tls);
    var sidecar = Sidecar.start("test.json", Fakes.config(new FakeStateStore(), json));
    open.add(sidecar);
    return sidecar;
  }

  private static Optional<ClientTls> tls(Path authorities) {
    return Optional.of(
        new ClientTls(Optional.of(new NamedFile("ca", authorities)), Optional.empty()));
  }

  private Optional<ClientTls> mutual(Pair pair) {
    var identity =
        new ClientTls.Identity(
            new NamedFile("cert", pair.certificate()), new NamedFile("key", pair.key()));
    return Optional.of(
        new ClientTls(Optional.of(new NamedFile("ca", trusted)), Optional.of(identity)));
  }

  private ClientConnection client(ListenAddress address, Optional<ClientTls> tls) {
    var connection = new ClientConnection(address, 1 << 20, tls);
    open.add(connection);
    return connection;
  }

  private static Code greet(ClientConnection connection) {
    return status(connection).getCode();
  }

  private static Status status(ClientConnection connection) {
    try {
      var _ =
          RuntimeGrpc.newBlockingStub(connection.channel())
              .withDeadlineAfter(20, TimeUnit.SECONDS)
              .sayHello(SayHelloRequest.newBuilder().setServiceName("h").build());
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  /** The certificate that a new connection is shown. */
  private static X509Certificate shown(ListenAddress address)
      throws IOException, GeneralSecurityException {
    var tcp = (ListenAddress.Tcp) address;
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
    try (var socket = (SSLSocket) context.getSocketFactory().createSocket(tcp.host(), tcp.port())) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  /** Looks at nothing, so that the test can. */
  private static final class Anybody implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
