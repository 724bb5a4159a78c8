package io.outrigger.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.service.ServiceException;
import io.outrigger.runtime.service.ServiceException.Reason;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StatusMapperTest {

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void no_code_is_unknown(ErrorCode code) {
    assertThat(StatusMapper.code(code)).isNotIn(Code.UNKNOWN, Code.OK);
  }

  @Test
  void a_failure_of_a_component_keeps_its_words_and_names_its_reason()
      throws InvalidProtocolBufferException {
    var failure =
        new CompletionException(new ComponentException(ErrorCode.ETAG_MISMATCH, "etag 3, not 4"));

    var status = StatusMapper.map(failure, Fakes.call());

    assertThat(status.getStatus().getCode()).isEqualTo(Code.ABORTED);
    assertThat(status.getStatus().getDescription()).isEqualTo("etag 3, not 4");
    var details = Objects.requireNonNull(StatusProto.fromThrowable(status));
    var info = details.getDetails(0).unpack(ErrorInfo.class);
    assertThat(info.getReason()).isEqualTo("ETAG_MISMATCH");
    assertThat(info.getDomain()).isEqualTo("outrigger");
  }

  @Test
  void a_refusal_of_a_service_keeps_its_words() {
    var status =
        StatusMapper.map(new ServiceException(Reason.NOT_CONFIGURED, "none"), Fakes.call());

    assertThat(status.getStatus().getCode()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(status.getStatus().getDescription()).isEqualTo("none");
  }

  @Test
  void words_of_the_api_stand_before_those_of_a_component_and_not_of_a_service() {
    var refusal = new ServiceException(Reason.ILLEGAL_KEY, "bad key");
    var failure = new ComponentException(ErrorCode.UNAVAILABLE, "down");

    assertThat(ApiException.worded("fail to get k: ", refusal)).isSameAs(refusal);
    var status =
        StatusMapper.map(ApiException.worded("fail to get k: ", failure), Fakes.call()).getStatus();
    assertThat(status.getCode()).isEqualTo(Code.UNAVAILABLE);
    assertThat(status.getDescription()).isEqualTo("fail to get k: down");
  }

  @Test
  void a_long_message_is_cut_so_that_it_fits_into_a_header() {
    var failure = new ComponentException(ErrorCode.NOT_FOUND, "key " + "\uD83D\uDE00".repeat(5000));

    assertThat(StatusMapper.map(failure, Fakes.call()).getStatus().getDescription())
        .startsWith("key ")
        .endsWith("(10004 characters)")
        .hasSizeLessThan(600);
  }

  @Test
  void a_defect_is_internal_and_shows_no_stack_trace() {
    var status = StatusMapper.map(new NullPointerException("x is null"), Fakes.call()).getStatus();

    assertThat(status.getCode()).isEqualTo(Code.INTERNAL);
    assertThat(status.getDescription()).isEqualTo("x is null").doesNotContain("\tat ");
  }
}
