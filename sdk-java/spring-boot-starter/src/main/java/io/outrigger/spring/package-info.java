/**
 * The client of Outrigger in an application of Spring Boot: a bean {@code OutriggerClient}, made of
 * the properties {@code outrigger.*}.
 */
@NullMarked
package io.outrigger.spring;

import org.jspecify.annotations.NullMarked;
