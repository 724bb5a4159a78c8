package io.outrigger.dist;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The schema that is checked in, as a validator and as a tree. */
final class EditorSchema {

  static final Path FILE = Repository.configs().resolve("outrigger.schema.json");

  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final String text;
  private final Schema schema;

  private EditorSchema(String text) {
    this.text = text;
    this.schema = REGISTRY.getSchema(text, InputFormat.JSON);
  }

  static EditorSchema read() throws IOException {
    return new EditorSchema(Files.readString(FILE));
  }

  /** What an editor would flag in a config. */
  List<String> flags(String config) {
    return messages(schema, config);
  }

  /** What is wrong with the schema itself. */
  List<String> flaws() {
    return messages(REGISTRY.getSchema(SchemaLocation.of(DRAFT)), text);
  }

  /** The keys that an editor completes in an object of the definition {@code name}. */
  List<String> keys(String name) {
    return member(definition(name), "properties").keySet().stream().map(Object::toString).toList();
  }

  /** The definition {@code name}. */
  Map<?, ?> definition(String name) {
    return member(member((Map<?, ?>) read(text), "$defs"), name);
  }

  private static Map<?, ?> member(Map<?, ?> object, String key) {
    return (Map<?, ?>) Objects.requireNonNull(object.get(key), key);
  }

  private static Object read(String json) {
    return Objects.requireNonNull(PlainJson.read("schema", Bytes.utf8(json)));
  }

  private static List<String> messages(Schema schema, String json) {
    return schema.validate(json, InputFormat.JSON).stream()
        .map(error -> error.getInstanceLocation() + " " + error.getMessage())
        .toList();
  }
}
