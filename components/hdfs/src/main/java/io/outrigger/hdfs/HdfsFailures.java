package io.outrigger.hdfs;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.login.LoginException;
import javax.security.sasl.SaslException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.ClusterStorageCapacityExceededException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.net.ConnectTimeoutException;
import org.apache.hadoop.security.AccessControlException;
import org.ietf.jgss.GSSException;

/** Says with which code a failure of HDFS, or of the way to it, reaches the caller. */
final class HdfsFailures {

  /** The NameNode's answers whose classes the client does not have, by their simple names. */
  private static final Map<String, ErrorCode> REMOTE =
      Map.of(
          "SafeModeException", ErrorCode.UNAVAILABLE,
          "StandbyException", ErrorCode.UNAVAILABLE,
          "RetriableException", ErrorCode.UNAVAILABLE,
          "FSLimitException$PathComponentTooLongException", ErrorCode.INVALID_ARGUMENT,
          "FSLimitException$MaxDirectoryItemsExceededException", ErrorCode.RESOURCE_EXHAUSTED,
          "InvalidPathException", ErrorCode.INVALID_ARGUMENT,
          "HadoopIllegalArgumentException", ErrorCode.INVALID_ARGUMENT,
          "LeaseExpiredException", ErrorCode.ABORTED);

  /** The NameNode's answers that have no class of their own, by what they begin with or hold. */
  private static final Map<String, ErrorCode> TEXTS =
      Map.of(
          "Pathname too long",
          ErrorCode.INVALID_ARGUMENT,
          NoDataNode.TEXT,
          ErrorCode.UNAVAILABLE,
          "must both be directories",
          ErrorCode.INVALID_ARGUMENT,
          "Requested replication factor",
          ErrorCode.FAILED_PRECONDITION,
          "encryption zone",
          ErrorCode.FAILED_PRECONDITION);

  private HdfsFailures() {}

  /** Work on HDFS. */
  @FunctionalInterface
  interface Work<T> {

    /** Does it. */
    T run() throws IOException;
  }

  /** Work on HDFS that answers nothing. */
  @FunctionalInterface
  interface Action {

    /** Does it. */
    void run() throws IOException;
  }

  /** Does work for {@code call} on {@code what}; a failure gets a code. */
  static <T> T translating(Call call, String what, Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw translate(call, what, e);
    }
  }

  /** The failure with a code. */
  static ComponentException translate(Call call, String what, IOException failure) {
    if (isInterrupt(failure) && hasEnded(call)) {
      return ended(call, what);
    }
    var answer = unwrapped(failure);
    return new ComponentException(code(failure, answer), what + ": " + message(answer), failure);
  }

  /** True when nobody waits for the end of a call. */
  static boolean hasEnded(Call call) {
    return Thread.currentThread().isInterrupted() || call.isCancelled();
  }

  /** The failure of a call whose thread was interrupted, or that has reached its deadline. */
  static ComponentException ended(Call call, String what) {
    return call.remaining().isZero()
        ? new ComponentException(ErrorCode.TIMEOUT, what + ": HDFS did not answer in time")
        : new ComponentException(ErrorCode.CANCELLED, what + ": interrupted");
  }

  static ComponentException notFound(String name) {
    return new ComponentException(ErrorCode.NOT_FOUND, file(name) + " is not there");
  }

  static ComponentException alreadyExists(String name) {
    return new ComponentException(
        ErrorCode.ALREADY_EXISTS,
        file(name) + " is there already (expected: none, by if-none-match)");
  }

  static IllegalArgumentException isDirectory(String name) {
    return new IllegalArgumentException(file(name) + " is a directory (expected: a file)");
  }

  /** What messages call a file. */
  static String file(String name) {
    return "file \"" + name + '"';
  }

  /** True when HDFS says that a file stands where a directory of a path has to. */
  static boolean isBelowFile(IOException failure) {
    var answer = unwrapped(failure);
    return answer instanceof ParentNotDirectoryException
        || (answer instanceof AccessControlException
            && message(answer).endsWith("(is not a directory)"));
  }

  /** The failure as the NameNode meant it. */
  static IOException unwrapped(IOException failure) {
    return failure instanceof RemoteException remote ? remote.unwrapRemoteException() : failure;
  }

  private static boolean isInterrupt(IOException failure) {
    // A timeout is none, although Java makes it one.
    return !(failure instanceof SocketTimeoutException)
        && causes(failure)
            .anyMatch(cause ->
                cause instanceof InterruptedIOException
                    || cause instanceof InterruptedException
                    || cause instanceof ClosedByInterruptException);
  }

  private static ErrorCode code(IOException failure, IOException answer) {
    if (isBelowFile(answer)) {
      return ErrorCode.INVALID_ARGUMENT;
    }
    return switch (answer) {
      case AccessControlException _ -> ErrorCode.PERMISSION_DENIED;
      case FileNotFoundException _ -> ErrorCode.NOT_FOUND;
      case FileAlreadyExistsException _ -> ErrorCode.INVALID_ARGUMENT;
      case ChecksumException _ -> ErrorCode.DATA_LOSS;
      case ClusterStorageCapacityExceededException full -> ofFull(full);
      case ConnectTimeoutException _ -> ErrorCode.UNAVAILABLE;
      case SocketTimeoutException _ -> ErrorCode.TIMEOUT;
      default -> failure instanceof RemoteException remote ? ofRemote(remote) : ofCauses(answer);
    };
  }

  /** What HDFS counts among its quotas, but is not to be had with more of them. */
  private static ErrorCode ofFull(IOException failure) {
    return ofName(failure.getClass().getName()).orElse(ErrorCode.RESOURCE_EXHAUSTED);
  }

  private static Optional<ErrorCode> ofName(String className) {
    return Optional.ofNullable(REMOTE.get(className.substring(className.lastIndexOf('.') + 1)));
  }

  private static ErrorCode ofRemote(RemoteException failure) {
    return ofName(failure.getClassName())
        .or(() -> ofText(message(failure)))
        .orElse(ErrorCode.INTERNAL);
  }

  private static Optional<ErrorCode> ofText(String message) {
    return TEXTS.entrySet().stream()
        .filter(entry -> message.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Of failures on the way, those of logging in count, unless the KDC could not be reached. */
  private static ErrorCode ofCauses(IOException failure) {
    boolean network =
        causes(failure)
            .anyMatch(
                cause -> cause instanceof SocketException || cause instanceof UnknownHostException);
    return !network && causes(failure).anyMatch(HdfsFailures::isLogin)
        ? ErrorCode.PERMISSION_DENIED
        : ErrorCode.UNAVAILABLE;
  }

  private static boolean isLogin(Throwable cause) {
    return cause instanceof SaslException
        || cause instanceof LoginException
        || cause instanceof GSSException
        || cause instanceof AccessControlException;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause).limit(10);
  }

  /** The first line, since a NameNode adds a stack trace, without Hadoop's links to its wiki. */
  static String message(IOException failure) {
    var text = failure.getMessage();
    if (text == null || text.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    return text.strip().lines().findFirst().orElse("").replaceFirst("; For more details see.*", "");
  }
}
