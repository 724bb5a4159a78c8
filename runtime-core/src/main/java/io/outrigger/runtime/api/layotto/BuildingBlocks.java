package io.outrigger.runtime.api.layotto;

/** Says which building block a method of the API belongs to. */
final class BuildingBlocks {

  private BuildingBlocks() {}

  static String ofMethod(String method) {
    return switch (method) {
      case "SayHello" -> "hello";
      case "InvokeService" -> "invoke";
      case "GetConfiguration",
          "SaveConfiguration",
          "DeleteConfiguration",
          "SubscribeConfiguration" ->
          "configuration";
      case "TryLock", "Unlock", "LockKeepAlive" -> "lock";
      case "GetNextId" -> "sequencer";
      case "PublishEvent", "SubscribeTopicEvents" -> "pub/sub";
      case "GetFile", "PutFile", "ListFile", "DelFile", "GetFileMeta" -> "file";
      case "InvokeBinding" -> "bindings";
      case "GetSecret", "GetBulkSecret" -> "secret";
      case "ApplyConfiguration" -> "lifecycle";
      default -> "state";
    };
  }
}
