package io.outrigger.proto.layotto.v1;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks for a comment above every element of the .proto files. Generated code does not keep
 * comments, so this reads the sources, line by line: each element begins on a line of its own.
 */
final class CommentTest {

  private static final Pattern ELEMENT =
      Pattern.compile(
          "\\s*(?:(?:service|rpc|message|enum|oneof) (?<block>\\w+).*"
              + "|(?:\\S.* )?(?<member>\\w+) = \\d+.*;)");
  private static final Pattern COMMENT = Pattern.compile("\\s*// \\S.*");

  static List<FileDescriptor> files() {
    return WireFormatTest.FILES;
  }

  @ParameterizedTest
  @MethodSource("files")
  void every_element_has_a_comment_above_it(FileDescriptor file) {
    var lines = source(file);

    var bare = elementLines(lines).stream().filter(line -> !isComment(lines.get(line - 1)));
    assertThat(bare.map(line -> file.getName() + ":" + (line + 1) + lines.get(line)))
        .as("elements without a comment")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void the_check_for_comments_overlooks_no_element(FileDescriptor file) {
    var lines = source(file);

    assertThat(elementLines(lines).stream().map(line -> elementName(lines.get(line))))
        .containsExactlyInAnyOrderElementsOf(
            descriptors(file).map(GenericDescriptor::getName).toList());
  }

  private static List<Integer> elementLines(List<String> lines) {
    return IntStream.range(0, lines.size())
        .filter(line -> ELEMENT.matcher(lines.get(line)).matches())
        .boxed()
        .toList();
  }

  private static boolean isComment(String line) {
    return COMMENT.matcher(line).matches();
  }

  private static String elementName(String line) {
    var matcher = ELEMENT.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(line);
    }
    var block = matcher.group("block");
    return block != null ? block : matcher.group("member");
  }

  private static Stream<GenericDescriptor> descriptors(FileDescriptor file) {
    return Stream.of(
            file.getServices().stream().flatMap(CommentTest::withMethods),
            WireRows.messages(file).flatMap(CommentTest::withMembers),
            WireRows.enums(file).flatMap(CommentTest::withValues))
        .flatMap(descriptors -> descriptors);
  }

  private static Stream<GenericDescriptor> withMethods(ServiceDescriptor service) {
    return Stream.concat(Stream.of(service), service.getMethods().stream());
  }

  private static Stream<GenericDescriptor> withMembers(Descriptor message) {
    return Stream.of(
            Stream.of(message), message.getFields().stream(), message.getRealOneofs().stream())
        .flatMap(descriptors -> descriptors);
  }

  private static Stream<GenericDescriptor> withValues(EnumDescriptor type) {
    return Stream.concat(Stream.of(type), type.getValues().stream());
  }

  private static List<String> source(FileDescriptor file) {
    try (var in =
        Objects.requireNonNull(CommentTest.class.getResourceAsStream("/" + file.getName()))) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
