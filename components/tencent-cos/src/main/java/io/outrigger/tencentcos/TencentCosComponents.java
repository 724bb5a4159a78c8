package io.outrigger.tencentcos;

import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.file.FileStore;
import java.util.List;

/** The component type for Tencent COS. */
public final class TencentCosComponents implements ComponentProvider {

  /** For {@link java.util.ServiceLoader}. */
  public TencentCosComponents() {}

  @Override
  public List<ComponentDescriptor<?, ?>> components() {
    // Not a reference to the constructor, which would load the class and with it the SDK.
    return List.of(
        ComponentDescriptor.of(
                FileStore.KIND,
                "tencent.oss",
                CosSettings.class,
                (settings, context) -> new CosFileStore(settings, context))
            .withAliases("tencentCloudOSS"));
  }
}
