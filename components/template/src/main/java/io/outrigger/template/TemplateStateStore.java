package io.outrigger.template;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.Health;
import io.outrigger.spi.Meters;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.StateResult;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import io.outrigger.spi.state.WriteFailure;
import io.outrigger.template.shelf.ShelfClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Keeps state in a Shelf server, whose client blocks: every operation goes through {@link
 * ComponentContext#blocking}. Etags are the server's versions, and the server decides by its own
 * clock when a value expires. Safe for use by many threads.
 *
 * <p>What the client throws is let through: the runtime answers an {@link IOException} with
 * UNAVAILABLE. Only what means something exact is a {@link ComponentException}.
 */
final class TemplateStateStore implements StateStore.Bulk, StateStore.Transactional {

  private final TemplateSettings settings;
  private final ComponentContext context;
  private final Commands commands;
  private final ShelfClient client;
  private final Meters.Counter conflicts;

  /** A store that has not been started; nothing is connected yet. */
  TemplateStateStore(TemplateSettings settings, ComponentContext context) {
    this.settings = settings;
    this.context = context;
    commands = new Commands(settings.maxValue());
    client = new ShelfClient(settings.host(), settings.port(), settings.timeout(), login(settings));
    conflicts = context.meters().counter("conflicts", "Writes that came after another.");
  }

  private static List<String> login(TemplateSettings settings) {
    return settings.user().isEmpty()
        ? List.of()
        : List.of(Commands.login(settings.user(), settings.password()));
  }

  /** Makes the first connection, so that a wrong password shows at the start. */
  @Override
  public CompletionStage<Void> start() {
    return context.blocking(withinTimeout(), () -> ask("PING")).thenAccept(answer -> {});
  }

  @Override
  public CompletionStage<Health> health() {
    return context.blocking(withinTimeout(), () -> ask("PING")).thenApply(answer -> Health.up());
  }

  @Override
  public CompletionStage<StateValue> get(Call call, GetRequest request) {
    return context.blocking(call, () -> Commands.value(ask(Commands.get(request))));
  }

  @Override
  public CompletionStage<Void> set(Call call, SetRequest request) {
    return transact(call, List.of(request));
  }

  @Override
  public CompletionStage<Void> delete(Call call, DeleteRequest request) {
    return transact(call, List.of(request));
  }

  @Override
  public CompletionStage<Void> transact(Call call, List<StateOperation> operations) {
    if (operations.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return context
        .blocking(call, () -> ask(commands.writes(operations)))
        .thenAccept(this::requireDone);
  }

  private void requireDone(String answer) {
    if (!Commands.isDone(answer)) {
      conflicts.add(1);
      throw Commands.conflict(answer);
    }
  }

  @Override
  public CompletionStage<List<StateResult>> getAll(Call call, List<GetRequest> requests) {
    var lines = requests.stream().map(Commands::get).toList();
    return context
        .blocking(call, () -> client.ask(lines))
        .thenApply(answers ->
            IntStream.range(0, answers.size())
                .mapToObj(i -> result(requests.get(i), answers.get(i)))
                .toList());
  }

  private static StateResult result(GetRequest request, String answer) {
    return StateResult.of(request.key(), Commands.value(answer));
  }

  @Override
  public CompletionStage<List<WriteFailure>> setAll(Call call, List<SetRequest> requests) {
    return context.blocking(call, () -> attemptEach(requests));
  }

  @Override
  public CompletionStage<List<WriteFailure>> deleteAll(Call call, List<DeleteRequest> requests) {
    return context.blocking(call, () -> attemptEach(requests));
  }

  /** Sends all at once, but for those that are refused before they are sent. */
  private List<WriteFailure> attemptEach(List<? extends StateOperation> operations)
      throws IOException {
    var failures = new ArrayList<WriteFailure>();
    var sent = new ArrayList<StateOperation>();
    var lines = new ArrayList<String>();
    for (var operation : operations) {
      attempt(operation, failures, () -> lines.add(commands.writes(List.of(operation))));
      if (lines.size() > sent.size()) {
        sent.add(operation);
      }
    }
    var answers = client.ask(lines);
    for (int i = 0; i < sent.size(); i++) {
      var answer = answers.get(i);
      attempt(sent.get(i), failures, () -> requireDone(answer));
    }
    return failures;
  }

  private static void attempt(
      StateOperation operation, List<WriteFailure> failures, Runnable step) {
    try {
      step.run();
    } catch (ComponentException e) {
      failures.add(new WriteFailure(operation.key(), e));
    }
  }

  /** Closes the connections, which waits for nobody. */
  @Override
  public CompletionStage<Void> close() {
    client.close();
    return CompletableFuture.completedFuture(null);
  }

  private String ask(String line) throws IOException {
    return client.ask(List.of(line)).getFirst();
  }

  private Call withinTimeout() {
    return Call.within(settings.timeout());
  }
}
