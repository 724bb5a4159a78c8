/**
 * An HTTP/1.1 server on loopback for the tests of whoever talks HTTP, with faults on command.
 *
 * <pre>{@code
 * try (var server = HttpServer.start(request -> HttpResponse.of(200).body("hello"))) {
 *   server.faults().next(2, Fault.answer(503, "busy"));
 *   // the client under test talks to server.authority()
 * }
 * }</pre>
 */
@NullMarked
package io.outrigger.testkit.http;

import org.jspecify.annotations.NullMarked;
