package io.outrigger.redis.lock;

import io.outrigger.redis.client.RedisClient;
import io.outrigger.redis.client.Replies;
import io.outrigger.redis.client.Request;
import io.outrigger.spi.Call;
import io.outrigger.spi.lock.LockStatus;
import java.util.List;
import java.util.concurrent.CompletionStage;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * One of the independent servers.
 *
 * @param name its address
 * @param client the way to it
 */
record LockNode(String name, RedisClient client) {

  /** What became of a claim at one server. */
  enum Taken {
    /** It is taken. */
    YES,
    /** The claimant has it from an earlier claim. */
    BY_SAME_OWNER,
    /** Another has it. */
    BY_ANOTHER
  }

  CompletionStage<Taken> take(Call call, Claim claim) {
    var key = LockCommands.bytes(claim.resource());
    var commands =
        List.of(
            new CommandArguments(Command.GET).add(key),
            LockCommands.taking(key, claim.owner(), claim.lease()));
    return client.send(call, Request.atomic(key, commands, replies -> taken(replies, claim)));
  }

  private static Taken taken(Replies replies, Claim claim) {
    if (replies.value(1) != null) {
      return Taken.YES;
    }
    return replies.text(0).equals(claim.owner()) ? Taken.BY_SAME_OWNER : Taken.BY_ANOTHER;
  }

  CompletionStage<LockStatus> unlock(Call call, String resource, String owner) {
    return client.eval(call, LockCommands.unlocking(resource, owner), false, LockCommands::status);
  }

  CompletionStage<LockStatus> renew(Call call, Claim claim) {
    var script = LockCommands.renewing(claim.resource(), claim.owner(), claim.lease());
    return client.eval(call, script, false, LockCommands::status);
  }
}
