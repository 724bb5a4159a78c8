package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while 64 callers call, each over a connection of its own. */
final class SigtermIT {

  private static final int CALLERS = 64;

  @TempDir private Path directory;

  @Test
  void the_app_calls_on_until_it_leaves_and_no_call_fails() throws Exception {
    try (var sidecar = SidecarProcess.start(directory, config("30s"));
        var callers = new Calling(sidecar)) {
      callers.awaitBusy();
      var exit = CompletableFuture.supplyAsync(() -> terminate(sidecar));
      int before = callers.calls.get();
      Callers.pause(Duration.ofSeconds(2));
      int after = callers.calls.get();

      assertThat(exit).as("it serves on").isNotDone();
      callers.end();

      assertThat(exit.get(10, TimeUnit.SECONDS)).isZero();
      System.out.printf(
          "secure: SIGTERM under %d callers: %d calls before, %d in the 2 s after, %d failed%n",
          CALLERS, before, after - before, callers.failures.size());
      assertThat(after).isGreaterThan(before + CALLERS);
      assertThat(callers.failures).isEmpty();
    }
  }

  @Test
  void when_the_grace_period_ends_no_call_fails_that_was_accepted() throws Exception {
    try (var sidecar = SidecarProcess.start(directory, config("1s"));
        var callers = new Calling(sidecar)) {
      callers.awaitBusy();

      int exit = terminate(sidecar);

      callers.awaitRefusal();
      System.out.printf(
          "secure: SIGTERM, 1 s of grace, %d callers who stay: %d calls, %d refused, %d lost%n",
          CALLERS, callers.calls.get(), callers.failures.size(), callers.lost.size());
      assertThat(exit).isZero();
      assertThat(callers.failures)
          .hasSize(CALLERS)
          .allMatch(failure -> failure.getStatus().getCode() == Code.UNAVAILABLE);
      // What was not accepted is made again on a new connection, of which there is none.
      assertThat(callers.lost).isEmpty();
    }
  }

  private static String config(String grace) {
    return """
    {"server": {"listen": ["127.0.0.1:0"], "graceful_stop_timeout": "%s"},
     "components": {"state": {"s": {"type": "in-memory"}}}}
    """
        .formatted(grace);
  }

  private static int terminate(SidecarProcess sidecar) {
    try {
      return sidecar.terminate();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Callers who call until they are told to end, or until a call fails. */
  private static final class Calling implements AutoCloseable {

    private final AtomicInteger calls = new AtomicInteger();
    private final ConcurrentLinkedQueue<StatusRuntimeException> failures =
        new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Status> lost = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    Calling(SidecarProcess sidecar) {
      var address = ListenAddress.parse(sidecar.addresses().getFirst());
      for (int i = 0; i < CALLERS; i++) {
        threads.add(Thread.ofPlatform().start(() -> run(address)));
      }
    }

    private void run(ListenAddress address) {
      var get = GetStateRequest.newBuilder().setStoreName("s").setKey("k").build();
      try (var connection = new ClientConnection(address, 1 << 20)) {
        var stub =
            RuntimeGrpc.newBlockingStub(connection.channel()).withInterceptors(new Losses(lost));
        while (!over) {
          var _ = stub.withDeadlineAfter(20, TimeUnit.SECONDS).getState(get);
          calls.incrementAndGet();
        }
      } catch (StatusRuntimeException e) {
        failures.add(e);
      }
    }

    /** Waits until all of them are at it. */
    void awaitBusy() {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAtomic(calls, count -> assertThat(count).isGreaterThan(20 * CALLERS));
    }

    /** Waits until each has been refused. */
    void awaitRefusal() {
      threads.forEach(Callers::join);
    }

    /** Ends them, and waits for their last calls. */
    void end() {
      over = true;
      threads.forEach(Callers::join);
    }

    @Override
    public void close() {
      end();
    }
  }

  /** Collects how calls failed that had been sent on a connection which the server had taken. */
  private record Losses(ConcurrentLinkedQueue<Status> lost) implements ClientInterceptor {

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
        MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<R> listener, Metadata headers) {
          super.start(
              new SimpleForwardingClientCallListener<>(listener) {
                @Override
                public void onClose(Status status, Metadata trailers) {
                  if (!status.isOk()
                      && getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) != null) {
                    lost.add(status);
                  }
                  super.onClose(status, trailers);
                }
              },
              headers);
        }
      };
    }
  }
}
