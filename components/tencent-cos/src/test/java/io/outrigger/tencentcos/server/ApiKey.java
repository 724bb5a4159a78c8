package io.outrigger.tencentcos.server;

/**
 * A key that may do all.
 *
 * @param id the SecretId
 * @param secret the SecretKey
 * @param token the token that belongs to it; empty for none
 */
record ApiKey(String id, String secret, String token) {}
