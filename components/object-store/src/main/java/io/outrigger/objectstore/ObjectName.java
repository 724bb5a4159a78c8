package io.outrigger.objectstore;

/**
 * Where an object is.
 *
 * @param bucket the bucket it is in
 * @param key its name there; of a prefix, what the keys begin with, which may be empty
 */
public record ObjectName(String bucket, String key) {}
