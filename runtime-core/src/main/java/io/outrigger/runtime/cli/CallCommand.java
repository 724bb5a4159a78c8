package io.outrigger.runtime.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.outrigger.runtime.component.Failures;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Calls one method of a running sidecar, with JSON in and JSON out. */
@Command(
    name = "call",
    description = {
      "Calls a method of a running sidecar, with JSON in and JSON out.",
      "Field names are those of the .proto files; bytes are base64, as in all protobuf JSON."
    },
    mixinStandardHelpOptions = true)
final class CallCommand implements Callable<Integer> {

  private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

  @Parameters(
      index = "0",
      paramLabel = "METHOD",
      description = "GetState, layotto/GetState, or a full gRPC method name.")
  private String method = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "JSON",
      defaultValue = "{}",
      description = "The request, {} if not given.")
  private String json = "{}";

  @Option(
      names = {"-a", "--address"},
      paramLabel = "ADDRESS",
      defaultValue = "${env:OUTRIGGER_ENDPOINT:-127.0.0.1:34904}",
      description = "host:port or unix:/path; OUTRIGGER_ENDPOINT, or else ${DEFAULT-VALUE}.")
  private String address = "";

  @Option(
      names = {"-d", "--data"},
      paramLabel = "@FILE",
      description = {
        "Puts the bytes of FILE into the request's field \"data\";",
        "a method that takes a stream gets them in messages of 256 KiB."
      })
  private @Nullable String data;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Writes the bytes of the responses' field \"data\" to FILE.")
  private @Nullable Path output;

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "The deadline of the call; ${DEFAULT-VALUE} if not given.")
  private double timeoutSeconds = 10;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "NAME=VALUE",
      description = "A header to send; may be given again.")
  private Map<String, String> headers = Map.of();

  @Mixin private SecurityOptions security = new SecurityOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var target = target();
    var found = ApiMethods.find(method);
    try (var connection = new ClientConnection(target, Integer.MAX_VALUE, security.tls())) {
      exchange(connection, found).run(DataFile.of(data));
      return ExitCode.OK.number();
    } catch (StatusRuntimeException e) {
      return refused(e, target);
    }
  }

  private ListenAddress target() {
    try {
      return ListenAddress.parse(address);
    } catch (IllegalArgumentException e) {
      throw new InputException("--address " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("unchecked") // Every method of the APIs has protobuf messages.
  private Exchange exchange(ClientConnection connection, MethodDescriptor<?, ?> found) {
    var typed = (MethodDescriptor<Message, Message>) found;
    var channel =
        ClientInterceptors.intercept(
            connection.channel(), MetadataUtils.newAttachHeadersInterceptor(metadata()));
    var options =
        CallOptions.DEFAULT.withDeadlineAfter(
            Math.round(timeoutSeconds * 1000), TimeUnit.MILLISECONDS);
    return new Exchange(channel.newCall(typed, options), typed, request(typed), responses());
  }

  private Metadata metadata() {
    var metadata = new Metadata();
    headers.forEach((name, value) -> metadata.put(header(name, value), value));
    security.addToken(metadata);
    return metadata;
  }

  private static Metadata.Key<String> header(String name, String value) {
    if (!PRINTABLE.matcher(value).matches()) {
      throw new InputException(
          "--header %s: the value \"%s\" (expected: printable ASCII)".formatted(name, value));
    }
    try {
      return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "--header: the name \"%s\" (expected: letters, digits, -, _ and ., not ending in -bin)"
              .formatted(name),
          e);
    }
  }

  private Message request(MethodDescriptor<Message, Message> found) {
    var marshaller = (PrototypeMarshaller<Message>) found.getRequestMarshaller();
    var prototype = marshaller.getMessagePrototype();
    if (prototype == null) {
      throw new IllegalStateException(found.getFullMethodName() + " has no request message");
    }
    var builder = prototype.newBuilderForType();
    try {
      JsonFormat.parser().merge(json, builder);
    } catch (InvalidProtocolBufferException e) {
      throw new InputException(
          "the JSON is no %s: %s (fields: %s)"
              .formatted(prototype.getDescriptorForType().getName(), reason(e), fields(prototype)),
          e);
    }
    return builder.build();
  }

  /** What the parser says, without the name of the exception that it wraps. */
  private static String reason(InvalidProtocolBufferException failure) {
    return Failures.message(failure).replaceFirst("^[\\w.]+Exception: ", "");
  }

  private static List<String> fields(Message message) {
    return message.getDescriptorForType().getFields().stream().map(f -> f.getName()).toList();
  }

  private Responses responses() {
    PrintWriter out = spec.commandLine().getOut();
    return output == null ? Responses.printed(out) : Responses.written(output, out);
  }

  private int refused(StatusRuntimeException failure, ListenAddress target) {
    var err = spec.commandLine().getErr();
    if (failure.getCause() instanceof SSLException) {
      err.printf("outrigger: no TLS with %s: %s%n", target, Failures.message(failure.getCause()));
      return ExitCode.UNAVAILABLE.number();
    }
    if (failure.getCause() instanceof IOException) {
      err.printf("outrigger: cannot reach %s; is the sidecar running? (outrigger run)%n", target);
      return ExitCode.UNAVAILABLE.number();
    }
    if (!Refusals.isOfSidecar(failure)) {
      err.printf("outrigger: no answer from %s: %s%n", target, Refusals.text(failure));
      return ExitCode.UNAVAILABLE.number();
    }
    err.println(Refusals.text(failure));
    return ExitCode.REFUSED.number();
  }
}
