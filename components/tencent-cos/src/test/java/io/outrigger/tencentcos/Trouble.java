package io.outrigger.tencentcos;

import io.outrigger.tencentcos.server.Answers;
import io.outrigger.tencentcos.server.LocalCos;
import io.outrigger.testkit.http.Fault;
import io.outrigger.testkit.http.HttpRequest;
import io.outrigger.testkit.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;

/** What goes wrong in a row of the table of faults. */
enum Trouble {
  INTERNAL_ERROR("COS answers 500 InternalError, again and again") {
    @Override
    void arrange(LocalCos cos) {
      always(cos, Fault.answer(_ -> Answers.error(500, "InternalError", "Try again.")));
    }
  },
  UNAVAILABLE("COS answers 503 ServiceUnavailable, again and again") {
    @Override
    void arrange(LocalCos cos) {
      always(cos, Fault.answer(_ -> Answers.error(503, "ServiceUnavailable", "Try again.")));
    }
  },
  SLOW_DOWN("COS answers 503 SlowDown, again and again") {
    @Override
    void arrange(LocalCos cos) {
      always(cos, Fault.answer(_ -> Answers.error(503, "SlowDown", "Reduce your rate.")));
    }
  },
  PAGE_OF_A_PROXY("a proxy answers 502 with a page of its own") {
    @Override
    void arrange(LocalCos cos) {
      always(cos, Fault.answer(502, "<html><body>Bad Gateway<br></body></html>"));
    }
  },
  FORBIDDEN("COS answers 403 AccessDenied") {
    @Override
    void arrange(LocalCos cos) {
      always(cos, Fault.answer(_ -> Answers.error(403, "AccessDenied", "Access Denied.")));
    }
  },
  WRONG_SECRET("the secret key is wrong") {
    @Override
    TestSettings settings(LocalCos cos) {
      return super.settings(cos).secret("another");
    }
  },
  CLOCK_BEHIND("the clock of the host is an hour behind") {
    @Override
    void arrange(LocalCos cos) {
      cos.setAhead(Duration.ofMinutes(61));
    }
  },
  CLOCK_AHEAD("the clock of the host is an hour ahead") {
    @Override
    void arrange(LocalCos cos) {
      cos.setAhead(Duration.ofMinutes(-61));
    }
  },
  NO_BUCKET("there is no such bucket") {
    @Override
    TestSettings settings(LocalCos cos) {
      return super.settings(cos).bucket("other-1250000000", LocalCos.REGION);
    }
  },
  NO_SERVER("COS is not there: connections are refused") {
    @Override
    void arrange(LocalCos cos) {
      cos.stop();
    }
  },
  CUT_REQUEST("the connection is cut while a request is sent, again and again") {
    @Override
    void arrange(LocalCos cos) {
      always(cos, Fault.cutRequestAfter(500_000));
    }
  },
  CUT_PART("the connection is cut while a part is sent, again and again") {
    @Override
    void arrange(LocalCos cos) {
      on(cos, Trouble::isPart, Fault.cutRequestAfter(500_000));
    }
  },
  DAMAGED_PART("a byte of what is sent changes on its way, again and again") {
    @Override
    void arrange(LocalCos cos) {
      on(cos, request -> request.method().equals("PUT"), Fault.corruptRequest(2));
    }
  },
  WRONG_CHECKSUM("COS answers with the checksum of something else") {
    @Override
    void arrange(LocalCos cos) {
      on(
          cos,
          request -> request.method().equals("PUT"),
          Fault.answer(
              _ -> HttpResponse.of(200).with("ETag", "\"d41d8cd98f00b204e9800998ecf8427f\"")));
    }
  },
  FAILED_COMPLETION("COS answers 500 when the parts are to be one file") {
    @Override
    void arrange(LocalCos cos) {
      on(
          cos,
          Trouble::isCompletion,
          Fault.answer(_ -> Answers.error(500, "InternalError", "Try again.")));
    }
  },
  FAILED_COMPLETION_IN_200("COS answers so with a 200 before it") {
    @Override
    void arrange(LocalCos cos) {
      on(
          cos,
          Trouble::isCompletion,
          Fault.answer(_ -> Answers.error(200, "InternalError", "Try again.")));
    }
  },
  CUT_RESPONSE("the connection is cut in the middle of an answer") {
    @Override
    void arrange(LocalCos cos) {
      on(cos, request -> request.method().equals("GET"), Fault.cutResponseAfter(150));
    }
  },
  DAMAGED_RESPONSE("a byte of a file changes on its way") {
    @Override
    void arrange(LocalCos cos) {
      on(cos, Trouble::isFile, Fault.corruptResponse(300_000));
    }
  },
  TRICKLE("COS sends a byte every 50 ms") {
    @Override
    void arrange(LocalCos cos) {
      on(cos, request -> request.method().equals("GET"), Fault.trickle(1, Duration.ofMillis(50)));
    }
  },
  SILENT("COS takes requests and is silent") {
    @Override
    void arrange(LocalCos cos) {
      always(cos, Fault.holdRequestAfter(0));
    }
  },
  SILENT_FOR_LONGER_THAN_TIMEOUT("the same for longer than `timeout`") {
    @Override
    TestSettings settings(LocalCos cos) {
      return super.settings(cos).timeout(Duration.ofMillis(200));
    }

    @Override
    void arrange(LocalCos cos) {
      always(cos, Fault.holdRequestAfter(0));
    }
  };

  private static final int MANY = 1000;

  private final String text;

  Trouble(String text) {
    this.text = text;
  }

  /** What the table calls it. */
  String text() {
    return text;
  }

  /** The settings of the store that sees it. */
  TestSettings settings(LocalCos cos) {
    return TestSettings.of(cos);
  }

  /** Brings it about. */
  void arrange(LocalCos cos) {
    // It is in the settings.
  }

  private static void always(LocalCos cos, Fault fault) {
    on(cos, _ -> true, fault);
  }

  private static void on(LocalCos cos, Predicate<HttpRequest> chosen, Fault fault) {
    cos.faults().next(MANY, chosen, fault);
  }

  private static boolean isPart(HttpRequest request) {
    return request.parameters().containsKey("partNumber");
  }

  private static boolean isCompletion(HttpRequest request) {
    return request.method().equals("POST") && request.parameters().containsKey("uploadId");
  }

  private static boolean isFile(HttpRequest request) {
    return request.method().equals("GET") && request.path().length() > 1;
  }
}
