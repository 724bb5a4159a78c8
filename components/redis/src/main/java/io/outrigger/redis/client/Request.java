package io.outrigger.redis.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * Some Redis commands of one key that are sent together, and what their replies mean. Immutable.
 *
 * @param <T> what the replies are read as
 */
public final class Request<T> {

  /** What a command weighs in a queue beside its value. */
  private static final int OVERHEAD = 256;

  private static final CommandArguments MULTI = new CommandArguments(Command.MULTI);
  private static final CommandArguments EXEC = new CommandArguments(Command.EXEC);

  private final byte[] key;
  private final List<CommandArguments> commands;
  private final Function<Replies, T> reader;
  private final boolean atomic;
  private final boolean repeatable;

  private Request(
      byte[] key,
      List<CommandArguments> commands,
      Function<Replies, T> reader,
      boolean atomic,
      boolean repeatable) {
    this.key = key;
    this.commands = commands;
    this.reader = reader;
    this.atomic = atomic;
    this.repeatable = repeatable;
  }

  /** Commands between which those of others may come. */
  public static <T> Request<T> of(
      byte[] key, List<CommandArguments> commands, Function<Replies, T> reader) {
    return new Request<>(key, commands, reader, false, false);
  }

  /** Commands between which nothing comes: all of them run, or none. */
  public static <T> Request<T> atomic(
      byte[] key, List<CommandArguments> commands, Function<Replies, T> reader) {
    var all = new ArrayList<CommandArguments>(commands.size() + 2);
    all.add(MULTI);
    all.addAll(commands);
    all.add(EXEC);
    return new Request<>(key, all, reader, true, false);
  }

  /**
   * The same commands, which do no harm when they run twice: they are sent again when a connection
   * breaks before they are answered.
   */
  public Request<T> repeatable() {
    return new Request<>(key, commands, reader, atomic, true);
  }

  /** The same commands, whose replies mean something else. */
  public <R> Request<R> map(Function<T, R> meaning) {
    return new Request<>(key, commands, reader.andThen(meaning), atomic, repeatable);
  }

  boolean isRepeatable() {
    return repeatable;
  }

  boolean isAtomic() {
    return atomic;
  }

  byte[] key() {
    return key;
  }

  List<CommandArguments> commands() {
    return commands;
  }

  /** About how many bytes it takes while it waits; to be asked for once, since it is counted. */
  long weight() {
    long sum = 0;
    for (var command : commands) {
      sum += OVERHEAD;
      for (var argument : command) {
        sum += argument.getRaw().length;
      }
    }
    return sum;
  }

  /** Makes of what Redis has replied to each command what the caller asked for. */
  T read(List<Object> replies) {
    return reader.apply(atomic ? Replies.ofTransaction(replies) : new Replies(replies));
  }
}
