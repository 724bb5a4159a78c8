package io.outrigger.benchmarks.measuring;

import java.util.List;

/** How the load reaches a server. */
public enum Transport {
  TCP {
    @Override
    List<String> arguments(Subject subject) {
      return List.of("http://127.0.0.1:" + subject.server().endpoint().port() + path(subject));
    }
  },
  UNIX {
    @Override
    List<String> arguments(Subject subject) {
      var socket = "unix:" + subject.server().endpoint().socket();
      return List.of("-B", socket, "http://localhost" + path(subject));
    }
  };

  /** The arguments of h2load that name the server and the method. */
  abstract List<String> arguments(Subject subject);

  private static String path(Subject subject) {
    return "/" + subject.method();
  }
}
