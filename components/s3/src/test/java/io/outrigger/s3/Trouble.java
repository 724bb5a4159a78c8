package io.outrigger.s3;

import io.outrigger.s3.server.Front;
import io.outrigger.s3.server.SettingsOf;
import io.outrigger.s3.server.Signatures;
import io.outrigger.s3.server.TestS3;
import io.outrigger.testkit.http.Fault;
import io.outrigger.testkit.http.HttpRequest;
import java.time.Duration;
import java.util.function.Predicate;

/** What may go wrong between a store and its server. */
enum Trouble {
  INTERNAL_ERROR("the store answers 500 InternalError, again and again") {
    @Override
    void arrange(TestS3 server) {
      all(server, Front.refusal(500, "InternalError"));
    }
  },
  SERVICE_UNAVAILABLE("the store answers 503 ServiceUnavailable, again and again") {
    @Override
    void arrange(TestS3 server) {
      all(server, Front.refusal(503, "ServiceUnavailable"));
    }
  },
  SLOW_DOWN("the store answers 503 SlowDown, again and again") {
    @Override
    void arrange(TestS3 server) {
      all(server, Front.refusal(503, "SlowDown"));
    }
  },
  BAD_GATEWAY("a proxy answers 502 with a page of its own") {
    @Override
    void arrange(TestS3 server) {
      all(server, Fault.answer(502, "<html><body>Bad Gateway</body></html>"));
    }
  },
  FULL("the store answers 507 XMinioStorageFull") {
    @Override
    void arrange(TestS3 server) {
      all(server, Front.refusal(507, "XMinioStorageFull"));
    }
  },
  DENIED("the store answers 403 AccessDenied") {
    @Override
    void arrange(TestS3 server) {
      all(server, Front.refusal(403, "AccessDenied"));
    }
  },
  WRONG_SECRET("the secret key is wrong") {
    @Override
    void arrange(TestS3 server) {
      server.front().rekey(new Signatures(SettingsOf.KEY_ID, "another", ""));
    }
  },
  SKEWED("the clock of the host is three hours late") {
    @Override
    void arrange(TestS3 server) {
      server.front().skew(Duration.ofHours(3));
    }
  },
  SKEW_NOT_ACCEPTED("the store answers 403 RequestTimeTooSkewed, whatever the time") {
    @Override
    void arrange(TestS3 server) {
      all(server, Front.refusal(403, "RequestTimeTooSkewed"));
    }
  },
  NO_BUCKET("there is no such bucket") {
    @Override
    void arrange(TestS3 server) {
      server.memory().remove(TestS3.BUCKET);
    }
  },
  REFUSED("the store is not there: connections are refused") {
    @Override
    void arrange(TestS3 server) {
      server.front().close();
    }
  },
  CUT_REQUEST("the connection is cut while a request is sent, again and again") {
    @Override
    void arrange(TestS3 server) {
      all(server, Fault.cutRequestAfter(0));
    }
  },
  CUT_PART("the connection is cut while a part is sent, again and again") {
    @Override
    void arrange(TestS3 server) {
      server.front().fail("UploadPart", Fault.cutRequestAfter(100_000));
    }
  },
  DAMAGED_REQUEST("a byte of what is sent changes on its way, again and again") {
    @Override
    void arrange(TestS3 server) {
      server.front().fail("PutObject", Fault.corruptRequest(10));
      server.front().fail("UploadPart", Fault.corruptRequest(10));
    }
  },
  NOT_COMPLETED("the store answers 500 when the parts are to be one file") {
    @Override
    void arrange(TestS3 server) {
      server.front().fail("CompleteMultipartUpload", Front.refusal(500, "InternalError"));
    }
  },
  LATE_REFUSAL("the store answers so with a 200 before it") {
    @Override
    void arrange(TestS3 server) {
      server.front().fail("CompleteMultipartUpload", Front.refusal(200, "InternalError"));
    }
  },
  CUT_ANSWER("the connection is cut in the middle of an answer") {
    @Override
    void arrange(TestS3 server) {
      server.front().fail("GetObject", Fault.cutResponseAfter(100));
      server.front().fail("ListObjects", Fault.cutResponseAfter(100));
    }
  },
  DAMAGED_ANSWER("a byte of a file changes on its way") {
    @Override
    void arrange(TestS3 server) {
      server.front().fail("GetObject", Fault.corruptResponse(100));
    }
  },
  TRICKLE("the store sends a byte every 50 ms") {
    @Override
    void arrange(TestS3 server) {
      var trickle = Fault.trickle(1, Duration.ofMillis(50));
      server.front().fail("GetObject", trickle);
      server.front().fail("ListObjects", trickle);
    }
  },
  SILENCE("the store takes requests and is silent") {
    @Override
    void arrange(TestS3 server) {
      all(server, Fault.holdRequestAfter(0));
    }
  },
  LONG_SILENCE("the same for longer than `socket_timeout`") {
    @Override
    void arrange(TestS3 server) {
      SILENCE.arrange(server);
    }

    @Override
    SettingsOf settings(TestS3 server) {
      return super.settings(server).with("socketTimeout", Duration.ofMillis(200));
    }
  };

  private final String text;

  Trouble(String text) {
    this.text = text;
  }

  /** What the README calls it. */
  String text() {
    return text;
  }

  /** Has it come about. */
  abstract void arrange(TestS3 server);

  SettingsOf settings(TestS3 server) {
    return server.settings();
  }

  /** All but what gives an upload up, without which nobody could see what else is left. */
  private static void all(TestS3 server, Fault fault) {
    Predicate<HttpRequest> abort = Front.of("AbortMultipartUpload");
    server.front().faults().next(Integer.MAX_VALUE, abort.negate(), fault);
  }
}
