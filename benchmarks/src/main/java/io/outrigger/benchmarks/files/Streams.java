package io.outrigger.benchmarks.files;

import io.outrigger.benchmarks.measuring.Server;
import io.outrigger.benchmarks.measuring.Setup;
import io.outrigger.benchmarks.measuring.Subject;
import io.outrigger.benchmarks.measuring.Subject.Question;
import io.outrigger.benchmarks.measuring.Transport;
import io.outrigger.proto.layotto.v1.GetFileRequest;
import io.outrigger.proto.layotto.v1.GetFileResponse;
import java.io.IOException;

/** Has h2load get the sample, which costs less than any client that uses it. */
record Streams(Setup setup) {

  /** A sidecar asked for the sample, which has exactly these bytes on the wire. */
  Subject subject(Server sidecar, Sample sample) throws IOException {
    var request =
        GetFileRequest.newBuilder().setStoreName(Stores.NAME).setName(Sample.NAME).build();
    var answerBytes =
        sample.pieces().stream()
            .map(piece -> GetFileResponse.newBuilder().setData(piece).build())
            .mapToInt(Subject::framedBytes)
            .sum();
    return Subject.stream(sidecar, new Question("GetFile", request), answerBytes, setup.place());
  }

  /** Getting it over and over. */
  Side side(Subject subject, Transport transport) {
    return new Side(
        subject.server(),
        seconds ->
            new Tally(setup.h2load().stream(subject, transport, seconds).dataBytes(), seconds));
  }
}
