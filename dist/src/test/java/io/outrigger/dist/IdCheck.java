package io.outrigger.dist;

import io.outrigger.proto.layotto.v1.SequencerOptions.AutoIncrement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Takes ids of one key, weak and strong ones, and remembers them all. */
final class IdCheck {

  private static final int STRONG_EVERY = 64;

  /** One for each caller, who alone adds to it. */
  private final List<LongStream.Builder> taken;

  private final LongAdder count = new LongAdder();
  private final LongAdder strong = new LongAdder();
  private final LongAdder notHigher = new LongAdder();
  private final LongAccumulator highest = new LongAccumulator(Math::max, 0);

  IdCheck(int callers) {
    taken = Stream.generate(LongStream::builder).limit(callers).toList();
  }

  /** Takes an id; every so often a strong one, which is higher than all that were answered. */
  void take(CalledSidecar sidecar, int caller, long turn) throws Exception {
    boolean isStrong = turn % STRONG_EVERY == 0;
    long before = highest.get();
    var kind = isStrong ? AutoIncrement.STRONG : AutoIncrement.WEAK;
    long id =
        Callers.get(sidecar.stub(caller).getNextId(RedisCalls.id("checked", kind))).getNextId();
    highest.accumulate(id);
    taken.get(caller).add(id);
    count.increment();
    if (isStrong) {
      strong.increment();
      notHigher.add(id > before ? 0 : 1);
    }
  }

  long count() {
    return count.sum();
  }

  long strong() {
    return strong.sum();
  }

  long notHigher() {
    return notHigher.sum();
  }

  /** How many ids were given out before; to be asked once, when the callers have ended. */
  long twice() {
    var all = taken.stream().flatMapToLong(LongStream.Builder::build).toArray();
    Arrays.sort(all);
    return LongStream.range(1, all.length).filter(i -> all[(int) i] == all[(int) i - 1]).count();
  }
}
