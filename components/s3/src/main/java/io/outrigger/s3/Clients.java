package io.outrigger.s3;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes clients.
 *
 * <p>Checksums in trailers, which the SDK would send of its own accord, are left out: older MinIO
 * and Aliyun OSS do not understand them. What is sent has its MD5 with it instead. For the same
 * reason nothing is signed in chunks: over HTTP a part is read once more to sign all of it.
 */
record Clients(S3Settings settings, Endpoint endpoint) {

  /** For requests whose repetition could be taken for a request of somebody else. */
  static final SdkPlugin ONCE =
      config ->
          config.overrideConfiguration(
              config.overrideConfiguration().copy(o -> o.retryStrategy(once())));

  /** One try and two more. */
  private static final int ATTEMPTS = 3;

  private static final BackoffStrategy PAUSES =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(1));
  private static final BackoffStrategy PAUSES_WHEN_BUSY =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(200), Duration.ofSeconds(2));

  /** A client that has connected to nothing yet; whoever asks for it closes it. */
  S3Client create() {
    var builder =
        S3Client.builder()
            .region(Region.of(endpoint.region()))
            .forcePathStyle(endpoint.isPathStyle())
            .credentialsProvider(credentials())
            .httpClientBuilder(connections())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(config -> config.chunkedEncodingEnabled(false))
            .overrideConfiguration(overrides());
    endpoint.uri().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private Apache5HttpClient.Builder connections() {
    return Apache5HttpClient.builder()
        .maxConnections(settings.maxConnections())
        .connectionTimeout(settings.connectTimeout())
        .connectionAcquisitionTimeout(settings.connectTimeout())
        .socketTimeout(settings.socketTimeout());
  }

  private ClientOverrideConfiguration overrides() {
    var overrides = ClientOverrideConfiguration.builder().retryStrategy(retries());
    if (hasKey()) {
      // What lies in the home directory of the sidecar's user is none of its business then.
      overrides.defaultProfileFile(ProfileFile.aggregator().build());
    }
    return overrides.build();
  }

  private static RetryStrategy retries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(ATTEMPTS)
        .backoffStrategy(PAUSES)
        .throttlingBackoffStrategy(PAUSES_WHEN_BUSY)
        .build();
  }

  private static RetryStrategy once() {
    return AwsRetryStrategy.doNotRetry();
  }

  private boolean hasKey() {
    return !settings.accessKeyId().isEmpty();
  }

  private AwsCredentialsProvider credentials() {
    if (!hasKey()) {
      return DefaultCredentialsProvider.builder().build();
    }
    var id = settings.accessKeyId().reveal();
    var secret = settings.accessKeySecret().reveal();
    return StaticCredentialsProvider.create(
        settings.sessionToken().isEmpty()
            ? AwsBasicCredentials.create(id, secret)
            : AwsSessionCredentials.create(id, secret, settings.sessionToken().reveal()));
  }
}
