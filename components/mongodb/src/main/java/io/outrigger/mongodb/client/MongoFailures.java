package io.outrigger.mongodb.client;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoIncompatibleDriverException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonMaximumSizeExceededException;

/** Says with which code a failure of MongoDB or of the way to it reaches the caller. */
public final class MongoFailures {

  private static final int DUPLICATE_KEY = 11_000;

  /** The numbers that MongoDB gives errors. */
  private static final Map<Integer, ErrorCode> CODES =
      Map.ofEntries(
          Map.entry(13, ErrorCode.PERMISSION_DENIED), // Unauthorized
          Map.entry(18, ErrorCode.PERMISSION_DENIED), // AuthenticationFailed
          Map.entry(8_000, ErrorCode.PERMISSION_DENIED), // AtlasError
          Map.entry(50, ErrorCode.TIMEOUT), // MaxTimeMSExpired
          Map.entry(64, ErrorCode.TIMEOUT), // WriteConcernTimeout
          Map.entry(262, ErrorCode.TIMEOUT), // ExceededTimeLimit
          Map.entry(100, ErrorCode.FAILED_PRECONDITION), // UnsatisfiableWriteConcern
          Map.entry(121, ErrorCode.FAILED_PRECONDITION), // DocumentValidationFailure
          Map.entry(112, ErrorCode.ABORTED), // WriteConflict
          Map.entry(251, ErrorCode.ABORTED), // NoSuchTransaction
          Map.entry(DUPLICATE_KEY, ErrorCode.ABORTED),
          Map.entry(10_334, ErrorCode.RESOURCE_EXHAUSTED), // BSONObjectTooLarge
          Map.entry(14_031, ErrorCode.RESOURCE_EXHAUSTED), // OutOfDiskSpace
          Map.entry(6, ErrorCode.UNAVAILABLE), // HostUnreachable
          Map.entry(7, ErrorCode.UNAVAILABLE), // HostNotFound
          Map.entry(91, ErrorCode.UNAVAILABLE), // ShutdownInProgress
          Map.entry(133, ErrorCode.UNAVAILABLE)); // FailedToSatisfyReadPreference

  private MongoFailures() {}

  /** True when a write was refused since its key is there already. */
  public static boolean isDuplicateKey(MongoException failure) {
    return isDuplicateKey(failure.getCode());
  }

  /** True for the number of that error. */
  public static boolean isDuplicateKey(int code) {
    return code == DUPLICATE_KEY;
  }

  /** The failure of one write of many that MongoDB answered with an error. */
  public static ComponentException refused(int code, String message) {
    return new ComponentException(
        CODES.getOrDefault(code, ErrorCode.INTERNAL), "MongoDB answered: " + message);
  }

  /** The failure of a command. */
  static ComponentException translate(MongoException failure) {
    return new ComponentException(code(failure), message(failure), failure);
  }

  /** The failure of a command whose thread was interrupted. */
  static ComponentException ended(Call call, MongoInterruptedException failure) {
    return call.remaining().isZero()
        ? new ComponentException(ErrorCode.TIMEOUT, "MongoDB did not answer in time", failure)
        : new ComponentException(ErrorCode.CANCELLED, "the caller has gone", failure);
  }

  /** The failure of a write whose document is larger than any may be. */
  static ComponentException tooLarge(BsonMaximumSizeExceededException failure) {
    return new ComponentException(
        ErrorCode.RESOURCE_EXHAUSTED,
        "the document is too large for MongoDB (expected: at most 16 MiB with its key)",
        failure);
  }

  private static ErrorCode code(MongoException failure) {
    return switch (failure) {
      case MongoOperationTimeoutException _ -> ErrorCode.TIMEOUT;
      case MongoExecutionTimeoutException _ -> ErrorCode.TIMEOUT;
      // Of the driver's own: no server or no free connection in time.
      case MongoTimeoutException _ -> ErrorCode.UNAVAILABLE;
      case MongoSecurityException refused -> ofHandshake(refused);
      case MongoSocketException _ -> ErrorCode.UNAVAILABLE;
      case MongoServerUnavailableException _ -> ErrorCode.UNAVAILABLE;
      // Of those who waited for a connection when another found that the server had gone.
      case MongoConnectionPoolClearedException _ -> ErrorCode.UNAVAILABLE;
      // The DNS, which names of the kind mongodb+srv need.
      case MongoConfigurationException _ -> ErrorCode.UNAVAILABLE;
      case MongoIncompatibleDriverException _ -> ErrorCode.FAILED_PRECONDITION;
      case MongoNotPrimaryException _ -> ErrorCode.UNAVAILABLE;
      case MongoNodeIsRecoveringException _ -> ErrorCode.UNAVAILABLE;
      case MongoBulkWriteException bulk when bulk.getWriteConcernError() != null ->
          ofAnswer(bulk.getWriteConcernError().getCode(), bulk);
      case MongoWriteConcernException late -> ofAnswer(late.getWriteConcernError().getCode(), late);
      default -> ofAnswer(failure.getCode(), failure);
    };
  }

  /** A server that went away while it was to check the password has refused nobody. */
  private static ErrorCode ofHandshake(MongoSecurityException failure) {
    return failure.getCause() instanceof MongoException cause
            && !(cause instanceof MongoCommandException)
        ? code(cause)
        : ErrorCode.PERMISSION_DENIED;
  }

  private static ErrorCode ofAnswer(int code, MongoException failure) {
    if (failure.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)) {
      return ErrorCode.ABORTED;
    }
    return Optional.ofNullable(CODES.get(code))
        .orElse(
            failure.hasErrorLabel("RetryableWriteError")
                ? ErrorCode.UNAVAILABLE
                : ErrorCode.INTERNAL);
  }

  private static String message(MongoException failure) {
    return switch (failure) {
      // Without the reply as a whole, which has part of the data in it.
      case MongoCommandException answer -> "MongoDB answered: " + answer.getErrorMessage();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
