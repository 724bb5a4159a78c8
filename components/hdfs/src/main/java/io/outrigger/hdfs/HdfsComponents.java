package io.outrigger.hdfs;

import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.file.FileStore;
import java.util.List;

/** The component types that keep their data in HDFS. */
public final class HdfsComponents implements ComponentProvider {

  /** For {@link java.util.ServiceLoader}. */
  public HdfsComponents() {}

  @Override
  public List<ComponentDescriptor<?, ?>> components() {
    // Not a reference to the constructor, which would load the class that it names, and Hadoop.
    return List.of(
        ComponentDescriptor.of(
            FileStore.KIND,
            "hdfs",
            HdfsSettings.class,
            (settings, context) -> new HdfsFileStore(settings, context)));
  }
}
