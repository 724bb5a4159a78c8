package io.outrigger.spi.lock;

import io.outrigger.spi.Call;
import io.outrigger.spi.Component;
import io.outrigger.spi.KeyedSettings;
import io.outrigger.spi.Kind;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Gives out locks that expire: a resource has at most one owner whose lease has not ended. Not
 * re-entrant: the owner itself does not get a lock again that it holds. Resources arrive with their
 * prefix.
 */
public interface LockStore extends Component {

  /** The kind "lock". */
  Kind<LockStore> KIND = Kind.of("lock", LockStore.class, KeyedSettings.class);

  /**
   * Takes the lock if nobody holds it; does not wait for it.
   *
   * @param lease how long the lock is held unless it is renewed or given back; positive
   */
  CompletionStage<Acquisition> tryLock(Call call, String resource, String owner, Duration lease);

  /** Gives the lock back if the owner holds it. A lease that has ended is held by nobody. */
  CompletionStage<LockStatus> unlock(Call call, String resource, String owner);

  /** A store that can make a lease longer. */
  interface Renewable extends LockStore {

    /** Lets the lease end {@code lease} from now, if the owner holds the lock. */
    CompletionStage<LockStatus> renew(Call call, String resource, String owner, Duration lease);
  }
}
