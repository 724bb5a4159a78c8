package io.outrigger.s3.server;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** Runs s3mock in a process of its own, with both its listeners on the loopback interface. */
final class S3MockMain {

  private S3MockMain() {}

  /** Takes the options of Spring Boot. */
  static void main(String[] args) throws ClassNotFoundException {
    var application = Class.forName("com.adobe.testing.s3mock.S3MockApplication");
    var _ =
        new SpringApplicationBuilder(application)
            .initializers(context -> context.getBeanFactory().addBeanPostProcessor(new Loopback()))
            .run(args);
  }

  /** Its second listener has no setting for the interface. */
  private static final class Loopback implements BeanPostProcessor {

    @Override
    public @Nullable Object postProcessBeforeInitialization(Object bean, String name) {
      if (bean instanceof TomcatServletWebServerFactory factory) {
        factory
            .getAdditionalConnectors()
            .forEach(connector -> connector.setProperty("address", "127.0.0.1"));
      }
      return bean;
    }
  }
}
