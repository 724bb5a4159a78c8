package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.outrigger.client.Codec;
import io.outrigger.client.FileInfo;
import io.outrigger.client.FileOptions;
import io.outrigger.client.LockOptions;
import io.outrigger.client.OutriggerClient;
import io.outrigger.client.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** One example per building block, on the names of the sidecar's default config. */
public final class Examples {

  private Examples() {}

  /** Runs all of them beside a sidecar that was started with {@code ./outrigger run}. */
  public static void main(String[] args) {
    try (var client = OutriggerClient.builder().build()) {
      client.waitUntilReady(Duration.ofSeconds(10));
      System.out.println(hello(client, "helloworld"));
      System.out.println(state(client, "state_demo"));
      System.out.println(locks(client, "lock_demo"));
      System.out.println(ids(client, "sequencer_demo"));
      System.out.println(files(client, "file_demo"));
      System.out.println(secret(client, "secret_demo", "planet:name"));
      System.out.println(async(client, "state_demo").toCompletableFuture().join());
    }
  }

  static String hello(OutriggerClient client, String name) {
    return client.hello(name).say("you");
  }

  /** A value that is changed only if nobody else was faster, and forgotten after a day. */
  static int state(OutriggerClient client, String name) {
    var counts = client.state(name, Codec.json(Integer.class));
    counts.save("visits", 1);
    var visits = counts.get("visits").orElseThrow();
    counts.save(
        "visits",
        visits.value() + 1,
        WriteOptions.DEFAULT.etag(visits.etag()).ttl(Duration.ofDays(1)));
    return counts.get("visits").orElseThrow().value();
  }

  /** A lock that renews itself, and tells when it is lost. */
  static boolean locks(OutriggerClient client, String name) {
    var options = new LockOptions(Duration.ofSeconds(15));
    try (var lock = client.locks(name).lock("report", Duration.ofSeconds(5), options)) {
      lock.onLost(reason -> System.err.println("stop working: " + reason));
      return lock.isHeld() && client.locks(name).tryLock("report").isEmpty();
    }
  }

  static List<Long> ids(OutriggerClient client, String name) {
    return client.sequencer(name).ids("invoices").limit(3).boxed().toList();
  }

  /** A file that is written with its progress, listed, read and removed. */
  static String files(OutriggerClient client, String name) {
    var files = client.files(name);
    var content = new ByteArrayInputStream("hello world".getBytes(UTF_8));
    files.put(
        "notes/a.txt",
        content,
        FileOptions.DEFAULT.progress(bytes -> System.out.println(bytes + " bytes written")));
    try (var list = files.list("notes/")) {
      list.map(FileInfo::name).forEach(System.out::println);
    }
    try (var read = files.get("notes/a.txt")) {
      return new String(read.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      files.delete("notes/a.txt");
    }
  }

  static String secret(OutriggerClient client, String name, String secret) {
    return client.secrets(name).get(secret).value();
  }

  /** The same client without waiting. */
  static CompletionStage<String> async(OutriggerClient client, String name) {
    var texts = client.async().state(name, Codec.string());
    return texts
        .save("greeting", "hello")
        .thenCompose(saved -> texts.get("greeting"))
        .thenApply(entry -> entry.orElseThrow().value());
  }
}
