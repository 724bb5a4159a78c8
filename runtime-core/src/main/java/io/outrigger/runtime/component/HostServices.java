package io.outrigger.runtime.component;

import io.outrigger.spi.Turn;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the host passes on to every instance.
 *
 * @param appId the app that this sidecar serves; empty when unknown
 * @param blockingLimit how many blocking operations an instance may do at once
 * @param streamLimit how many streams of files an instance may have at once
 * @param clock the clock to tell time by
 * @param deadlines the timer
 * @param turns the event-loop turn of the calling thread
 * @param telemetry counts what instances do
 */
public record HostServices(
    String appId,
    int blockingLimit,
    int streamLimit,
    InstantSource clock,
    Deadlines deadlines,
    Supplier<Turn> turns,
    ComponentTelemetry telemetry) {}
