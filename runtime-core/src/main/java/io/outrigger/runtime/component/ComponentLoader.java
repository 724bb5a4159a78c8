package io.outrigger.runtime.component;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.List;

/**
 * The class loader of one component directory: the JDK, the contract with the runtime, and the
 * directory's own jars, nothing else. What the runtime itself is made of cannot be seen from there,
 * so a vendor may bring other versions of the same libraries. Safe for use by many threads.
 */
final class ComponentLoader extends URLClassLoader {

  private static final String CONTRACT = "io.outrigger.spi.";

  /** The packages, and those below them, that the core and every directory have in common. */
  private static final List<String> SHARED = List.of(CONTRACT, "org.slf4j.", "org.jspecify.");

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader core;

  /** A loader of these jars, named in messages and stack traces after its directory. */
  ComponentLoader(String directory, URL[] jars, ClassLoader core) {
    super(directory, jars, ClassLoader.getPlatformClassLoader());
    this.core = core;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isShared(name)) {
      return super.loadClass(name, resolve);
    }
    try {
      return core.loadClass(name);
    } catch (ClassNotFoundException e) {
      if (name.startsWith(CONTRACT)) {
        throw e;
      }
      return super.loadClass(name, resolve); // Such as an extension of slf4j that we do not have.
    }
  }

  @Override
  public URL findResource(String name) {
    return isShared(name.replace('/', '.')) ? core.getResource(name) : super.findResource(name);
  }

  @Override
  public Enumeration<URL> findResources(String name) throws IOException {
    return isShared(name.replace('/', '.')) ? core.getResources(name) : super.findResources(name);
  }

  private static boolean isShared(String name) {
    return SHARED.stream().anyMatch(name::startsWith);
  }
}
