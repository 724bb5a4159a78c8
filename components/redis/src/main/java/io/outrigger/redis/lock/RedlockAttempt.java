package io.outrigger.redis.lock;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.lock.Acquisition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to take a lock at more than half of the servers, in order. It ends early when it
 * cannot succeed any more. For one use; its steps follow each other, on whatever threads.
 */
final class RedlockAttempt {

  /** A server gets a part of the lease, so that one which is slow does not use it up. */
  private static final int LEASE_PARTS = 20;

  private static final Duration LONGEST_STEP = Duration.ofSeconds(1);
  private static final Duration SHORTEST_STEP = Duration.ofMillis(20);
  private static final Duration RELEASE_LIMIT = Duration.ofSeconds(5);

  /** How much the clocks of the servers may differ: a hundredth of the lease, and 2 ms. */
  private static final Duration DRIFT = Duration.ofMillis(2);

  private final List<LockNode> nodes;
  private final int quorum;
  private final Claim claim;
  private final long start = System.nanoTime();
  private final List<LockNode> taken = new ArrayList<>();
  private final List<LockNode> unknown = new ArrayList<>();
  private int refused;
  private boolean sameOwner;
  private @Nullable Throwable lastFailure;

  RedlockAttempt(List<LockNode> nodes, int quorum, Claim claim) {
    this.nodes = nodes;
    this.quorum = quorum;
    this.claim = claim;
  }

  CompletionStage<Acquisition> run(Call call) {
    return step(call, 0).thenCompose(done -> end());
  }

  private CompletionStage<Void> step(Call call, int index) {
    boolean hopeless = refused > nodes.size() - quorum || unknown.size() > nodes.size() - quorum;
    if (index == nodes.size() || hopeless) {
      return CompletableFuture.completedFuture(null);
    }
    var node = nodes.get(index);
    return node.take(call, claim)
        .toCompletableFuture()
        .copy()
        .orTimeout(stepLimit().toMillis(), TimeUnit.MILLISECONDS)
        .handle((answer, failure) -> note(node, answer, failure))
        .thenCompose(noted -> step(call, index + 1));
  }

  private boolean note(
      LockNode node, LockNode.@Nullable Taken answer, @Nullable Throwable failure) {
    switch (answer) {
      case null -> {
        unknown.add(node);
        lastFailure = failure;
      }
      case YES -> taken.add(node);
      case BY_SAME_OWNER -> {
        refused++;
        sameOwner = true;
      }
      case BY_ANOTHER -> refused++;
    }
    return true;
  }

  private CompletionStage<Acquisition> end() {
    if (taken.size() >= quorum && isInTime()) {
      return CompletableFuture.completedFuture(Acquisition.withoutToken());
    }
    return release().handle((done, failure) -> refusal());
  }

  /** The lease that is left has to be worth something. */
  private boolean isInTime() {
    var used = Duration.ofNanos(System.nanoTime() - start);
    return used.plus(claim.lease().dividedBy(100)).plus(DRIFT).compareTo(claim.lease()) < 0;
  }

  /**
   * Gives back what this attempt has taken and nothing else: what the same owner had before stays
   * its own. Where it is not known what happened, only an owner gives back who certainly did not
   * hold the lock; what another may have there ends with its lease.
   */
  private CompletionStage<Void> release() {
    var call = Call.within(RELEASE_LIMIT);
    var ends = new ArrayList<CompletableFuture<?>>();
    for (var node : taken) {
      ends.add(node.unlock(call, claim.resource(), claim.owner()).toCompletableFuture());
    }
    if (!sameOwner && nodes.size() - taken.size() - refused < quorum) {
      // Nobody waits for servers that do not answer.
      unknown.forEach(node -> node.unlock(call, claim.resource(), claim.owner()));
    }
    return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
  }

  private Acquisition refusal() {
    if (unknown.size() > nodes.size() - quorum) {
      throw new ComponentException(
          ErrorCode.UNAVAILABLE,
          "%d of %d servers did not answer (expected: at most %d)"
              .formatted(unknown.size(), nodes.size(), nodes.size() - quorum),
          lastFailure);
    }
    return Acquisition.refused();
  }

  private Duration stepLimit() {
    var part = claim.lease().dividedBy(LEASE_PARTS);
    if (part.compareTo(SHORTEST_STEP) < 0) {
      return SHORTEST_STEP;
    }
    return part.compareTo(LONGEST_STEP) < 0 ? part : LONGEST_STEP;
  }
}
