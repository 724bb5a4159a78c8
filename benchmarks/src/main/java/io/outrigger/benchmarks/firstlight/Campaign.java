package io.outrigger.benchmarks.firstlight;

import io.outrigger.benchmarks.measuring.Comparison;
import io.outrigger.benchmarks.measuring.H2load;
import io.outrigger.benchmarks.measuring.JvmCommand;
import io.outrigger.benchmarks.measuring.Launcher;
import io.outrigger.benchmarks.measuring.Plan;
import io.outrigger.benchmarks.measuring.Server;
import io.outrigger.benchmarks.measuring.Setup;
import io.outrigger.benchmarks.measuring.StateClient;
import io.outrigger.benchmarks.measuring.Subject;
import io.outrigger.benchmarks.measuring.Subject.Question;
import io.outrigger.benchmarks.measuring.Workplace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The whole of the measuring: servers are started, put under load and ended. */
final class Campaign {

  private final Workplace place;
  private final Launcher launcher;
  private final H2load h2load;
  private final Plan plan;

  Campaign(Launcher launcher, Setup setup) {
    this.place = setup.place();
    this.launcher = launcher;
    this.h2load = setup.h2load();
    this.plan = setup.plan();
  }

  /** Puts load on as many pairs of servers as planned, one pair after the other. */
  Findings load() throws IOException, InterruptedException {
    var all = Optional.<Findings>empty();
    for (var number = 1; number <= plan.pairs(); number++) {
      System.err.printf("first-light: load, pair %d of %d ...%n", number, plan.pairs());
      var findings = pair();
      all = Optional.of(all.map(before -> before.and(findings)).orElse(findings));
    }
    return all.orElseThrow();
  }

  private Findings pair() throws IOException, InterruptedException {
    try (var sidecar = launcher.sidecar();
        var client = new StateClient(sidecar)) {
      sidecar.awaitListening();
      client.save();
      var answer = client.checkedGet();
      try (var echo = launcher.echo(Launcher.jvm(sidecar))) {
        awaitAnswer(echo);
        var question = new Question("GetState", StateClient.QUESTION);
        var asked = Subject.of(sidecar, question, answer, place);
        var pair = new Pair(Subject.echo(echo, place), asked, h2load, plan);
        var findings = pair.measure();
        client.checkedGet();
        return findings;
      }
    }
  }

  /** Starts each server in turn and takes the time until it answers, in milliseconds. */
  Comparison<Double> starts() throws IOException, InterruptedException {
    System.err.printf("first-light: %d starts each ...%n", plan.starts());
    var jvm = jvm();
    return plan.rounds(plan.starts())
        .measure(
            List.of(),
            () -> startMillis(() -> launcher.echo(jvm)),
            () -> startMillis(launcher::sidecar));
  }

  private JvmCommand jvm() throws IOException, InterruptedException {
    try (var sidecar = launcher.sidecar()) {
      awaitAnswer(sidecar);
      return Launcher.jvm(sidecar);
    }
  }

  private static double startMillis(Start start) throws IOException, InterruptedException {
    var begin = System.nanoTime();
    try (var server = start.start()) {
      awaitAnswer(server);
      return (System.nanoTime() - begin) / 1e6;
    }
  }

  private static void awaitAnswer(Server server) throws IOException, InterruptedException {
    server.awaitListening();
    try (var client = new StateClient(server)) {
      client.save();
    }
  }

  /** Starts a server. */
  private interface Start {

    Server start() throws IOException;
  }
}
