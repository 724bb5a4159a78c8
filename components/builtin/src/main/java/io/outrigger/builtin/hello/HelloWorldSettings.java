package io.outrigger.builtin.hello;

import io.outrigger.spi.Setting;

/**
 * The settings of a {@link HelloWorldGreeter}.
 *
 * @param hello the greeting
 */
public record HelloWorldSettings(
    @Setting(
            doc = "The greeting. A name, when one is given, follows it after a comma.",
            orElse = "greeting")
        String hello) {}
