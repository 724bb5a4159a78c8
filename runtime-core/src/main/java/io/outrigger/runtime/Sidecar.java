package io.outrigger.runtime;

import io.outrigger.runtime.access.UnusableFileException;
import io.outrigger.runtime.admin.AdminServer;
import io.outrigger.runtime.component.ComponentHost;
import io.outrigger.runtime.component.DownInstance;
import io.outrigger.runtime.component.Failures;
import io.outrigger.runtime.component.StartFailedException;
import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.config.RuntimeConfig;
import io.outrigger.runtime.server.ListenException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running sidecar. {@link #stop} may be called by any thread, also more than once. */
public final class Sidecar implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Sidecar.class);

  private final RuntimeAssembly parts;
  private final List<ListenAddress> addresses;
  private final AdminServer.Addresses admin;
  private final AtomicBoolean stopped = new AtomicBoolean();

  private Sidecar(
      RuntimeAssembly parts, List<ListenAddress> addresses, AdminServer.Addresses admin) {
    this.parts = parts;
    this.addresses = addresses;
    this.admin = admin;
  }

  /**
   * Starts a sidecar: the files that say who may call are read, the addresses of the actuator and
   * of the metrics are bound, every component gets its first try, then the app's addresses are
   * bound. A component that is down does not keep the sidecar from starting, unless its config says
   * so.
   *
   * @param file the name of the config, for messages
   * @throws ConfigException when settings contradict each other, or a file that says who may call
   *     cannot be used
   * @throws StartFailedException when a component is down whose config says to exit then
   * @throws ListenException when an address cannot be bound
   * @throws CancellationException when the thread is interrupted, which it stays
   */
  public static Sidecar start(String file, RuntimeConfig config) {
    var parts = new RuntimeAssembly(file, config);
    try {
      parts.prepare();
      var admin = parts.admin().start();
      startComponents(parts.host());
      parts.host().onChange(down -> parts.server().serving(down.isEmpty()));
      var addresses = parts.server().start();
      log.info("event=unimplemented api=layotto methods={}", parts.layotto().unbound());
      parts.admin().running();
      return new Sidecar(parts, addresses, admin);
    } catch (UnusableFileException e) {
      parts.close();
      throw ConfigException.of(file, config, e);
    } catch (RuntimeException | Error e) {
      parts.close();
      throw e;
    }
  }

  private static void startComponents(ComponentHost host) {
    try {
      host.start().toCompletableFuture().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException) new CancellationException("interrupted").initCause(e);
    } catch (ExecutionException e) {
      throw Failures.unwrap(e) instanceof RuntimeException failure
          ? failure
          : new CompletionException(e.getCause());
    }
  }

  /** What it listens on, with the ports that were taken. */
  public List<ListenAddress> addresses() {
    return addresses;
  }

  /** Where the actuator is; empty for nowhere. */
  public List<ListenAddress> actuator() {
    return admin.actuator();
  }

  /** Where Prometheus reads; empty for nowhere. */
  public List<ListenAddress> metrics() {
    return admin.metrics();
  }

  /** The components that cannot serve now. */
  public List<DownInstance> down() {
    return parts.host().down();
  }

  /**
   * Stops without losing a call that was accepted, then closes the components. An interrupt
   * shortens the waiting, never the closing, and is kept.
   */
  public void stop() {
    if (stopped.compareAndSet(false, true)) {
      try (parts) {
        parts.admin().stopping();
        parts.server().stop();
      }
    }
  }

  /** Stops. */
  @Override
  public void close() {
    stop();
  }
}
