package io.outrigger.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a sidecar: the distribution as a process of its own, on a free port,
 * with components that keep everything inside it. Constructors and methods may have parameters of
 * type {@link io.outrigger.client.OutriggerClient} and {@link OutriggerSidecar}; a client that is
 * built without an endpoint finds it, too.
 *
 * <p>Classes that ask for the same components share one sidecar, and so what is in it: use keys of
 * your own. It ends with the last test.
 *
 * <p>The distribution is looked for in the system property {@code outrigger.home}, else in the
 * environment variable {@code OUTRIGGER_HOME}. It runs on Java 25, whatever the tests run on: that
 * of the system property {@code outrigger.java.home}, of the environment variable {@code
 * OUTRIGGER_JAVA_HOME}, of the tests if it is one, or else the first that is installed.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OutriggerExtension.class)
public @interface Outrigger {

  /** Names of state stores. */
  String[] state() default "state";

  /** Names of lock stores. */
  String[] locks() default "locks";

  /** Names of sequencers. */
  String[] sequencers() default "ids";

  /** Names of file stores, each an empty folder that goes away. */
  String[] files() default "files";

  /** Names of greeters, which say {@code hello}. */
  String[] hellos() default "hello";

  /** Name of the secret store that has {@link #secrets}. */
  String secretStore() default "secrets";

  /** Secrets, each as {@code name=value}. */
  String[] secrets() default {};

  /**
   * A config of your own instead of all of the above: the path of a file, or of a resource of the
   * class path. It must listen on port 0; {@code ${OUTRIGGER_TEST_DIRECTORY}} in it is a folder
   * that goes away. Empty for none.
   */
  String config() default "";
}
