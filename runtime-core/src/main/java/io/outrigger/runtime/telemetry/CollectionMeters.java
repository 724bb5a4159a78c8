package io.outrigger.runtime.telemetry;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.concurrent.TimeUnit;

/**
 * What the garbage collectors do, by the names that Micrometer gives it.
 *
 * <p>Not Micrometer's own, which has the JVM tell it of every collection: with a small heap there
 * are many in a second, and telling of them costs a fiftieth of what a small call does.
 */
final class CollectionMeters implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry registry) {
    for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      pauses(collector, registry);
    }
    FunctionCounter.builder(
            "jvm.gc.memory.allocated",
            ManagementFactory.getThreadMXBean(),
            CollectionMeters::allocatedBytes)
        .description("What all threads have taken of the heap.")
        .baseUnit("bytes")
        .register(registry);
    for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (isOfLongLife(pool)) {
        live(pool, registry);
      }
    }
  }

  private static void pauses(GarbageCollectorMXBean collector, MeterRegistry registry) {
    FunctionTimer.builder(
            "jvm.gc.pause",
            collector,
            GarbageCollectorMXBean::getCollectionCount,
            GarbageCollectorMXBean::getCollectionTime,
            TimeUnit.MILLISECONDS)
        .tag("gc", collector.getName())
        .description("The collections, and how long they have stopped everything.")
        .register(registry);
  }

  private static double allocatedBytes(java.lang.management.ThreadMXBean threads) {
    return threads instanceof ThreadMXBean hotSpots
        ? hotSpots.getTotalThreadAllocatedBytes()
        : Double.NaN;
  }

  private static boolean isOfLongLife(MemoryPoolMXBean pool) {
    return pool.getType() == MemoryType.HEAP
        && (pool.getName().contains("Old") || pool.getName().contains("Tenured"));
  }

  private static void live(MemoryPoolMXBean pool, MeterRegistry registry) {
    Gauge.builder("jvm.gc.live.data.size", pool, it -> it.getCollectionUsage().getUsed())
        .description("What the last collection of the whole heap has left.")
        .baseUnit("bytes")
        .register(registry);
  }
}
