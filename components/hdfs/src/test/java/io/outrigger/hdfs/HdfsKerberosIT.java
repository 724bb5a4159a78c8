package io.outrigger.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ErrorCode;
import io.outrigger.testkit.Outcome;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster that asks for Kerberos and encrypts; a real KDC. */
@Timeout(120)
final class HdfsKerberosIT {

  private static SecureCluster secure;
  private static Path keytab;

  @BeforeAll
  static void start() throws Exception {
    secure = SecureCluster.start();
    keytab = secure.keytab("outrigger");
  }

  @AfterAll
  static void stop() {
    secure.close();
  }

  private static SettingsOf settings() {
    return SettingsOf.cluster(secure.cluster())
        .with("root", "/kerberos")
        .with("properties", Map.of("dfs.data.transfer.protection", "privacy"));
  }

  private static SettingsOf settings(Path keys) {
    return settings()
        .with("principal", secure.principal("outrigger"))
        .with("servicePrincipal", secure.service())
        .with("keytab", Optional.of(keys));
  }

  @Test
  void files_are_kept_for_the_principal() {
    try (var files = HdfsFiles.started(settings(keytab))) {
      files.put("file", "text");

      assertThat(files.text("file")).isEqualTo("text");
      assertThat(files.stat("file").metadata()).containsEntry("owner", "outrigger");
    }
  }

  @Test
  void the_login_is_renewed_by_the_health_check() {
    try (var files = HdfsFiles.started(settings(keytab))) {
      assertThat(Outcome.valueOf(files.store()::health).isUp()).isTrue();
    }
  }

  @Test
  void keys_of_somebody_else_are_refused() throws Exception {
    try (var files = HdfsFiles.of(settings(secure.keytab("somebody")))) {
      assertThat(files.startFailure().code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }
  }

  @Test
  void keys_that_are_not_there_are_refused() {
    try (var files = HdfsFiles.of(settings(Path.of("no-such.keytab")))) {
      var failure = files.startFailure();

      assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
      assertThat(failure).hasMessageContaining("no-such.keytab");
    }
  }

  @Test
  void a_pattern_stands_for_the_host_of_a_name_node() {
    var any = settings(keytab).with("servicePrincipal", secure.principal("hdfs/*"));
    try (var files = HdfsFiles.started(any)) {
      assertThat(Outcome.valueOf(files.store()::health).isUp()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yarn/_HOST", "yarn/*", "hdfs/elsewhere"})
  void a_name_node_that_is_somebody_else_is_refused(String service) {
    var wrong = settings(keytab).with("servicePrincipal", secure.principal(service));
    try (var files = HdfsFiles.of(wrong)) {
      assertThat(files.startFailure().code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }
  }

  @Test
  void a_user_without_keys_is_refused() {
    try (var files = HdfsFiles.of(settings().with("user", "outrigger"))) {
      assertThat(files.startFailure().code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }
  }
}
