package io.outrigger.redis.state;

import io.outrigger.redis.client.Replies;
import io.outrigger.redis.client.Script;
import io.outrigger.redis.client.ScriptCall;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.Concurrency;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes under conditions: one script compares what stands there and changes it. */
final class Changes {

  private static final Script CHANGE = Script.of(Changes.class, "change.lua");
  private static final Pattern ETAG = Pattern.compile("-?\\d{1,19}");
  private static final byte[] NONE = new byte[0];

  private final Duration defaultTtl;

  /** Writes whose values live for {@code defaultTtl} unless they say otherwise; zero for ever. */
  Changes(Duration defaultTtl) {
    this.defaultTtl = defaultTtl;
  }

  /** How long a value lives; zero for ever. */
  Duration ttl(SetRequest set) {
    var asked = set.ttl();
    return asked == null ? defaultTtl : asked;
  }

  /** Refuses an etag that is no number, and so was never given out. */
  static void checkEtag(StateOperation operation) {
    var options = operation.options();
    if (options.needsEtag() && !ETAG.matcher(options.etag()).matches()) {
      throw new ComponentException(
          ErrorCode.ETAG_INVALID,
          "etag of key \"%s\": \"%s\" (expected: a number that a read has answered)"
              .formatted(operation.key(), options.etag()));
    }
  }

  /** The call that makes one change. */
  ScriptCall of(StateOperation operation) {
    return of(List.of(operation));
  }

  /** The call that makes all changes or none. */
  ScriptCall of(List<? extends StateOperation> operations) {
    var keys = operations.stream().map(each -> StateCommands.bytes(each.key())).toList();
    var arguments = new ArrayList<byte[]>();
    operations.forEach(operation -> add(operation, arguments));
    return new ScriptCall(CHANGE, keys, arguments);
  }

  private void add(StateOperation operation, List<byte[]> arguments) {
    var options = operation.options();
    var etag = options.needsEtag() ? StateCommands.bytes(options.etag()) : NONE;
    switch (operation) {
      case SetRequest set -> {
        arguments.add(StateCommands.bytes("set"));
        arguments.add(etag);
        arguments.add(options.needsAbsence() ? StateCommands.bytes("absent") : NONE);
        arguments.add(StateCommands.array(set.value()));
        arguments.add(life(ttl(set)));
        arguments.add(isFirstWrite(set) ? StateCommands.bytes("first") : NONE);
        arguments.add(StateCommands.bytes(Long.toString(StateCommands.seed())));
      }
      case DeleteRequest delete ->
          arguments.addAll(List.of(StateCommands.bytes("del"), etag, NONE, NONE, NONE, NONE, NONE));
    }
  }

  private static byte[] life(Duration ttl) {
    return ttl.isZero() ? NONE : StateCommands.bytes(Long.toString(StateCommands.millis(ttl)));
  }

  private static boolean isFirstWrite(SetRequest set) {
    return set.options().concurrency() == Concurrency.FIRST_WRITE;
  }

  /** Why a change did not take place; null when it did. */
  static @Nullable ComponentException refusal(
      Replies replies, List<? extends StateOperation> operations) {
    var answer = replies.list(0);
    int number = ((Long) answer.getFirst()).intValue();
    if (number == 0) {
      return null;
    }
    var operation = operations.get(number - 1);
    var found = Replies.text(answer.get(1));
    return new ComponentException(
        ErrorCode.ETAG_MISMATCH,
        "etag of key \"%s\": \"%s\" (expected: %s)"
            .formatted(
                operation.key(),
                operation.options().etag(),
                found.isEmpty() ? "another, or none" : '"' + found + '"'));
  }
}
