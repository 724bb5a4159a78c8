package io.outrigger.s3;

import io.outrigger.objectstore.CheckedStream;
import io.outrigger.objectstore.Checksum;
import io.outrigger.objectstore.ObjectName;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.ByteRange;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * An object, or a part of one, as it comes from the store. Who closes it early gives the connection
 * up, rather than read the rest. For one thread.
 */
final class Download extends FilterInputStream {

  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final ResponseInputStream<GetObjectResponse> content;
  private final String subject;
  private boolean whole;

  private Download(ResponseInputStream<GetObjectResponse> content, String subject) {
    super(content);
    this.content = content;
    this.subject = subject;
  }

  /** Opens the file {@code name}, an object of the store; the caller closes the stream. */
  static InputStream open(S3Client client, String name, ObjectName object, ByteRange range) {
    var subject = S3FileStore.subject(name);
    return S3Failures.translating(
        subject,
        () -> {
          var content = content(client, request(object, range));
          return content.isEmpty()
              ? InputStream.nullInputStream()
              : new Download(content.get(), subject).checked(name, range);
        });
  }

  /** The answer; empty when the object ends before the range begins. */
  private static Optional<ResponseInputStream<GetObjectResponse>> content(
      S3Client client, GetObjectRequest request) {
    try {
      return Optional.of(client.getObject(request));
    } catch (S3Exception e) {
      if (e.statusCode() == RANGE_NOT_SATISFIABLE && request.range() != null) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static GetObjectRequest request(ObjectName object, ByteRange range) {
    var request = GetObjectRequest.builder().bucket(object.bucket()).key(object.key());
    return isAll(range)
        ? request.checksumMode(ChecksumMode.ENABLED).build()
        : request.range(text(range)).build();
  }

  private static boolean isAll(ByteRange range) {
    return range.equals(ByteRange.all());
  }

  private static String text(ByteRange range) {
    if (range.first() == -1) {
      return "bytes=-" + range.last();
    }
    var last = range.last() == Long.MAX_VALUE ? "" : Long.toString(range.last());
    return "bytes=" + range.first() + '-' + last;
  }

  private InputStream checked(String name, ByteRange range) {
    var response = content.response();
    long length = response.contentLength() == null ? -1 : response.contentLength();
    if (!isAll(range) && response.contentRange() == null && length != 0) {
      content.abort();
      throw new ComponentException(
          ErrorCode.UNSUPPORTED, subject + ": the store gives all of it (expected: a range)");
    }
    if (length < 0) {
      return this;
    }
    var checked = CheckedStream.of(this, name, length);
    var md5 = isAll(range) ? md5(response) : null;
    return md5 == null ? checked : checked.with(Checksum.md5(), md5);
  }

  /** The etag when it is one, and the SDK has no better checksum to compare. */
  private static @Nullable String md5(GetObjectResponse response) {
    var etag = Facts.etag(response.eTag());
    var encryption = response.serverSideEncryption();
    boolean isPlain = encryption == null || encryption == ServerSideEncryption.AES256;
    boolean isMd5 = Checksum.isMd5(etag) && isPlain && response.sseCustomerAlgorithm() == null;
    return isMd5 && !isCheckedBySdk(response) ? etag : null;
  }

  private static boolean isCheckedBySdk(GetObjectResponse response) {
    return Stream.of(
            response.checksumCRC32(),
            response.checksumCRC32C(),
            response.checksumCRC64NVME(),
            response.checksumSHA1(),
            response.checksumSHA256())
        .anyMatch(checksum -> checksum != null && !checksum.contains("-"));
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int most) {
    try {
      int read = in.read(target, offset, most);
      whole = read < 0;
      return read;
    } catch (IOException e) {
      throw S3Failures.of(subject, e);
    } catch (SdkException e) {
      throw damaged(e);
    }
  }

  /** Apart from what the store or the network may fail with, there are wrong checksums. */
  private ComponentException damaged(SdkException failure) {
    var coded = S3Failures.of(subject, failure);
    return coded.code() == ErrorCode.INTERNAL
        ? new ComponentException(
            ErrorCode.DATA_LOSS, subject + ": " + Objects.toString(failure.getMessage()), failure)
        : coded;
  }

  @Override
  public void close() throws IOException {
    if (whole) {
      content.close();
    } else {
      content.abort();
    }
  }
}
