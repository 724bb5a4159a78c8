package io.outrigger.redis.lock;

import io.outrigger.redis.client.RedisClient;
import io.outrigger.redis.client.RedisSettings;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Health;
import io.outrigger.spi.lock.Acquisition;
import io.outrigger.spi.lock.LockStatus;
import io.outrigger.spi.lock.LockStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future.State;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps locks in several Redis servers that know nothing of each other, by the Redlock algorithm: a
 * lock is held by whoever has more than half of them. It outlives the loss of the other servers.
 *
 * <p>The servers are asked one after the other and always in the same order, so that of several who
 * ask together one wins; and what one sidecar does with one resource happens in turns. There are no
 * fencing tokens: they would have to grow over servers of which any minority may be missing or have
 * forgotten, which takes an agreement that independent servers do not have.
 */
public final class RedlockStore implements LockStore.Renewable {

  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);

  /** How long a server that has not answered yet is waited for when the others have decided. */
  private static final Duration STRAGGLERS = Duration.ofMillis(50);

  private final List<LockNode> nodes;
  private final int quorum;
  private final Turns turns = new Turns();

  /** A store that is not connected. */
  public RedlockStore(RedisSettings settings, ComponentContext context) {
    settings.refuseTtl();
    settings.refuseBiggerThan();
    nodes =
        settings.eachHost().stream()
            .map(each -> new LockNode(each.redisHost(), new RedisClient(each, context)))
            .toList();
    quorum = nodes.size() / 2 + 1;
  }

  /** Ends when more than half of the servers are reached. */
  @Override
  public CompletionStage<Void> start() {
    var call = Call.within(START_LIMIT);
    return atQuorum(node -> node.client().start(call).thenApply(done -> true))
        .thenApply(done -> null);
  }

  @Override
  public String peer() {
    return nodes.stream()
        .map(node -> node.client().peer())
        .filter(peer -> !peer.isEmpty())
        .collect(Collectors.joining(","));
  }

  /** Up when more than half of the servers are. */
  @Override
  public CompletionStage<Health> health() {
    var call = Call.within(HEALTH_LIMIT);
    return atQuorum(node -> node.client().health(call).thenApply(Health::isUp))
        .thenApply(up -> Health.up());
  }

  @Override
  public CompletionStage<Void> close() {
    return CompletableFuture.allOf(
        nodes.stream()
            .map(node -> node.client().close().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new));
  }

  @Override
  public CompletionStage<Acquisition> tryLock(
      Call call, String resource, String owner, Duration lease) {
    return turns.take(
        resource,
        () -> new RedlockAttempt(nodes, quorum, new Claim(resource, owner, lease)).run(call));
  }

  @Override
  public CompletionStage<LockStatus> unlock(Call call, String resource, String owner) {
    return turns.take(resource, () -> everywhere(node -> node.unlock(call, resource, owner)));
  }

  @Override
  public CompletionStage<LockStatus> renew(
      Call call, String resource, String owner, Duration lease) {
    return turns.take(
        resource, () -> everywhere(node -> node.renew(call, new Claim(resource, owner, lease))));
  }

  /** What more than half of the servers say to an operation of an owner. */
  private CompletionStage<LockStatus> everywhere(
      Function<LockNode, CompletionStage<LockStatus>> operation) {
    var answers = ask(operation);
    return decided(answers, () -> Votes.of(answers).agree(quorum))
        .thenApply(done -> Votes.of(answers).status(quorum));
  }

  private CompletionStage<Boolean> atQuorum(Function<LockNode, CompletionStage<Boolean>> question) {
    var answers = ask(question);
    return decided(answers, () -> good(answers) >= quorum)
        .thenApply(done -> requireQuorum(answers));
  }

  private <T> List<CompletableFuture<T>> ask(Function<LockNode, CompletionStage<T>> question) {
    return nodes.stream().map(node -> question.apply(node).toCompletableFuture()).toList();
  }

  /** Ends with the last answer, or soon after those that came have decided it. */
  private static <T> CompletableFuture<Void> decided(
      List<CompletableFuture<T>> answers, BooleanSupplier decision) {
    var end = new CompletableFuture<Void>();
    for (var answer : answers) {
      var _ =
          answer.whenComplete((value, failure) -> {
            if (decision.getAsBoolean()) {
              end.completeOnTimeout(null, STRAGGLERS.toMillis(), TimeUnit.MILLISECONDS);
            }
          });
    }
    var _ =
        CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
            .whenComplete((done, failure) -> end.complete(null));
    return end;
  }

  private static long good(List<CompletableFuture<Boolean>> answers) {
    return answers.stream().filter(a -> a.state() == State.SUCCESS && a.resultNow()).count();
  }

  private boolean requireQuorum(List<CompletableFuture<Boolean>> answers) {
    long good = good(answers);
    if (good < quorum) {
      throw new ComponentException(
          ErrorCode.UNAVAILABLE,
          "%d of %d servers answer (expected: at least %d)".formatted(good, nodes.size(), quorum),
          answers.stream()
              .filter(CompletableFuture::isCompletedExceptionally)
              .map(CompletableFuture::exceptionNow)
              .findFirst()
              .orElse(null));
    }
    return true;
  }
}
