package io.outrigger.qiniu;

import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.file.FileStore;
import java.util.List;

/** The component types that keep their data in Qiniu Kodo. */
public final class QiniuComponents implements ComponentProvider {

  /** For {@link java.util.ServiceLoader}. */
  public QiniuComponents() {}

  @Override
  public List<ComponentDescriptor<?, ?>> components() {
    // Not a reference to the constructor, which would load the class that it names, and the client.
    return List.of(
        ComponentDescriptor.of(
                FileStore.KIND,
                "qiniu.oss",
                QiniuSettings.class,
                (settings, context) -> new QiniuFileStore(settings, context))
            .withAliases("qiniuOSS"));
  }
}
