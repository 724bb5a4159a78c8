package io.outrigger.runtime.api;

import io.grpc.Status;

/**
 * Stands for a request whose bytes are no message of its type. grpc-java would answer UNKNOWN to
 * one; a handler that is given this in the place of the request can say what is wrong.
 *
 * @param status the answer
 */
record MalformedRequest(Status status) {}
