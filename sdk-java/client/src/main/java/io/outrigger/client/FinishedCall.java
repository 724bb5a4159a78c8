package io.outrigger.client;

import java.time.Duration;

/**
 * A call that has ended.
 *
 * @param method what was called, such as {@code GetState}
 * @param store the instance; empty for the sidecar as a whole
 * @param outcome {@code OK}, or the name of its {@link ErrorCode}
 * @param elapsed how long it took, all attempts and pauses included
 * @param attempts how often it was tried
 */
public record FinishedCall(
    String method, String store, String outcome, Duration elapsed, int attempts) {}
