package io.outrigger.benchmarks.files;

import io.outrigger.benchmarks.measuring.Programs;
import io.outrigger.benchmarks.measuring.Server;
import io.outrigger.benchmarks.measuring.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An nginx that serves a folder over HTTP/2 without TLS, in one process that is its own worker. */
final class Nginx {

  private final Path program;

  private Nginx(Path program) {
    this.program = program;
  }

  /** Finds it; Debian installs it where only root looks. */
  static Nginx find() {
    var path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin";
    return new Nginx(Programs.find(path, "nginx", "nginx-light"));
  }

  /** Its name and version. */
  String version() throws IOException, InterruptedException {
    var process = new ProcessBuilder(program.toString(), "-v").redirectErrorStream(true).start();
    try (var output = process.inputReader()) {
      var said = output.readLine();
      var _ = process.waitFor();
      return String.valueOf(said).replace("nginx version: nginx/", "nginx ");
    }
  }

  /** Starts it and waits until it listens. */
  Server serve(Path folder, Workplace place) throws IOException, InterruptedException {
    var prefix = Files.createDirectory(place.path("nginx"));
    var server = Server.atPort("nginx", place, port -> command(prefix, folder, port));
    server.awaitListening();
    return server;
  }

  private ProcessBuilder command(Path prefix, Path folder, int port) {
    try {
      var config = Files.writeString(prefix.resolve("nginx.conf"), config(folder, port));
      return new ProcessBuilder(
          program.toString(), "-p", prefix.toString(), "-c", config.toString(), "-e", "stderr");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The temporary folders are never used, but the program makes them. */
  static String config(Path folder, int port) {
    return """
    daemon off;
    master_process off;
    worker_processes 1;
    pid nginx.pid;
    error_log stderr;
    events {}
    http {
      access_log off;
      sendfile on;
      http2_chunk_size 64k;
      client_body_temp_path client_body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      server {
        listen 127.0.0.1:%d http2;
        root %s;
      }
    }
    """
        .formatted(port, folder);
  }
}
