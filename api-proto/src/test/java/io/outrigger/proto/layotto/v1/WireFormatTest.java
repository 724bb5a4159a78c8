package io.outrigger.proto.layotto.v1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FieldOptions.JSType;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the compiled .proto files with the wire facts that existing clients rely on. */
final class WireFormatTest {

  static final List<FileDescriptor> FILES =
      List.of(
          RuntimeProto.getDescriptor(),
          AppCallbackProto.getDescriptor(),
          LifecycleProto.getDescriptor());

  @Test
  void no_service_field_or_enum_value_is_missing() {
    assertThat(minus(golden("/wire/layotto.tsv"), compiledElements()))
        .as("wire facts that the .proto files lack")
        .isEmpty();
  }

  @Test
  void no_service_field_or_enum_value_is_extra() {
    assertThat(minus(compiledElements(), golden("/wire/layotto.tsv")))
        .as("what the .proto files have beyond the wire facts")
        .isEmpty();
  }

  @Test
  void no_message_is_missing() {
    assertThat(minus(golden("/wire/layotto.messages.tsv"), compiledMessages()))
        .as("messages and their number of fields that the .proto files lack")
        .isEmpty();
  }

  @Test
  void no_message_is_extra() {
    assertThat(minus(compiledMessages(), golden("/wire/layotto.messages.tsv")))
        .as("messages and their number of fields that the .proto files have beyond the wire facts")
        .isEmpty();
  }

  @Test
  void javascript_gets_an_id_as_text() {
    var nextId = GetNextIdResponse.getDescriptor().findFieldByName("next_id");

    assertThat(nextId.getOptions().getJstype()).isEqualTo(JSType.JS_STRING);
  }

  private static Set<String> compiledElements() {
    return set(FILES.stream().flatMap(WireRows::elements));
  }

  private static Set<String> compiledMessages() {
    return set(FILES.stream().flatMap(WireRows::messageSizes));
  }

  private static Set<String> golden(String resource) {
    try (var in = Objects.requireNonNull(WireFormatTest.class.getResourceAsStream(resource))) {
      return set(new String(in.readAllBytes(), UTF_8).lines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> minus(Set<String> rows, Set<String> others) {
    return set(rows.stream().filter(row -> !others.contains(row)));
  }

  private static Set<String> set(Stream<String> rows) {
    return rows.collect(toCollection(TreeSet::new));
  }
}
