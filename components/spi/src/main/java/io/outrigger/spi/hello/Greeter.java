package io.outrigger.spi.hello;

import io.outrigger.spi.Call;
import io.outrigger.spi.Component;
import io.outrigger.spi.Kind;
import java.util.concurrent.CompletionStage;

/** Says hello: the simplest component there is, to see that a sidecar answers. */
public interface Greeter extends Component {

  /** The kind "hello". */
  Kind<Greeter> KIND = Kind.of("hello", Greeter.class);

  /** Greets {@code name}, or nobody in particular when it is empty. */
  CompletionStage<String> greet(Call call, String name);
}
