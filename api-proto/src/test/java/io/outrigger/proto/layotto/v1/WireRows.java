package io.outrigger.proto.layotto.v1;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The facts of compiled .proto files that a peer on the wire can see, one tab-separated row each:
 *
 * <ul>
 *   <li>{@code service <service> <rpc> <request> <response> unary|client_stream|server_stream|bidi}
 *   <li>{@code field <message> <name> <number> <type> singular|repeated|optional|map|oneof:<name>}
 *   <li>{@code enum <enum> <value> <number>}
 *   <li>{@code <message> <number of fields>}, so that a message without fields is not lost
 * </ul>
 */
final class WireRows {

  private WireRows() {}

  /** The service, field and enum rows of a file. */
  static Stream<String> elements(FileDescriptor file) {
    var services = file.getServices().stream().flatMap(service -> service.getMethods().stream());
    return Stream.of(
            services.map(WireRows::row),
            messages(file).flatMap(message -> message.getFields().stream()).map(WireRows::row),
            enums(file).flatMap(WireRows::rows))
        .flatMap(rows -> rows);
  }

  /** The message rows of a file. */
  static Stream<String> messageSizes(FileDescriptor file) {
    return messages(file)
        .map(message -> row(message.getFullName(), String.valueOf(message.getFields().size())));
  }

  /** Every message of a file, nested ones too; not those that protoc makes for map entries. */
  static Stream<Descriptor> messages(FileDescriptor file) {
    return file.getMessageTypes().stream().flatMap(WireRows::withNested);
  }

  /** Every enum of a file, nested ones too. */
  static Stream<EnumDescriptor> enums(FileDescriptor file) {
    var nested = messages(file).flatMap(message -> message.getEnumTypes().stream());
    return Stream.concat(file.getEnumTypes().stream(), nested);
  }

  private static Stream<Descriptor> withNested(Descriptor message) {
    if (message.getOptions().getMapEntry()) {
      return Stream.empty();
    }
    var nested = message.getNestedTypes().stream().flatMap(WireRows::withNested);
    return Stream.concat(Stream.of(message), nested);
  }

  private static String row(MethodDescriptor method) {
    return row(
        "service",
        method.getService().getFullName(),
        method.getName(),
        method.getInputType().getFullName(),
        method.getOutputType().getFullName(),
        streaming(method));
  }

  private static String row(FieldDescriptor field) {
    return row(
        "field",
        field.getContainingType().getFullName(),
        field.getName(),
        String.valueOf(field.getNumber()),
        type(field),
        label(field));
  }

  private static Stream<String> rows(EnumDescriptor type) {
    return type.getValues().stream()
        .map(value ->
            row("enum", type.getFullName(), value.getName(), String.valueOf(value.getNumber())));
  }

  private static String row(String... columns) {
    return String.join("\t", List.of(columns));
  }

  private static String streaming(MethodDescriptor method) {
    if (method.isClientStreaming()) {
      return method.isServerStreaming() ? "bidi" : "client_stream";
    }
    return method.isServerStreaming() ? "server_stream" : "unary";
  }

  private static String type(FieldDescriptor field) {
    if (field.isMapField()) {
      var entry = field.getMessageType();
      return "map<"
          + type(entry.findFieldByNumber(1))
          + ","
          + type(entry.findFieldByNumber(2))
          + ">";
    }
    return switch (field.getJavaType()) {
      case MESSAGE -> field.getMessageType().getFullName();
      case ENUM -> field.getEnumType().getFullName();
      default -> field.getType().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String label(FieldDescriptor field) {
    if (field.isMapField()) {
      return "map";
    }
    if (field.isRepeated()) {
      return "repeated";
    }
    var oneof = field.getRealContainingOneof();
    if (oneof != null) {
      return "oneof:" + oneof.getName();
    }
    return field.toProto().getProto3Optional() ? "optional" : "singular";
  }
}
