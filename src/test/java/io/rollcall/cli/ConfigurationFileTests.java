package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTests {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("rollcall.yaml"), text.replace("|", "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing",
        "rollcall:",
        "rollcall:|  parallel: 4|  report:|    attach-limit: 5MB|    from: a@b.example",
        "rollcall.report.attachLimit: 5MB",
        "rollcall:|  retry: {patience: 2m, first-delay: 1s, maxDelay: 30s}",
        "spring:|  datasource:|    password: env:DB|    url: jdbc:mysql://db/panel?a=b",
        "spring.mail.password: file:/run/secrets/mail",
        "rollcall:|  contacts:|    key: file:/etc/rollcall/contacts-key",
        "spring.datasource.password: ${DB_PASSWORD}",
        "spring:|  datasource:|    password: ''"
      })
  void isInOrder(String text) throws IOException {
    ConfigurationFile.check(file(text));
  }

  @Test
  void theStarterIsInOrder() throws IOException {
    ConfigurationFile.check(Path.of("src/main/resources/io/rollcall/cli/starter/rollcall.yaml"));
  }

  @Test
  void aMissingFileIsInOrder() {
    assertThat(ConfigurationFile.check(folder.resolve("rollcall.yaml"))).isEmpty();
  }

  @Test
  void namesTheKeysThatMayHoldReferences() throws IOException {
    assertThat(
            ConfigurationFile.check(
                file("spring.mail.password: env:A|spring.datasource.hikari.password: env:B")))
        .containsExactlyInAnyOrder("spring.mail.password", "spring.datasource.hikari.password");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "rollcall:|  paralel: 3; 2; unknown key rollcall.paralel",
        "rollcall: 7; 1; unknown key rollcall",
        "rollcall:|  home: /x; 2; the home folder is not set here",
        "rollcall:|  parallel: two; 2; 1 to 64",
        "rollcall:|  parallel: 0; 2; 1 to 64",
        "sprig:|  mail:|    host: x; 3; unknown key sprig.mail.host",
        "a: b: c; 1; no YAML",
        "spring:|\tmail: x; 2; no YAML",
        "- a|- b; 1; keys and values",
        "rollcall.parallel: 2|rollcall.parallel: 3; 2; given twice",
        "spring:|  mail:|    host: x|    password: hunter2; 4; must not hold the secret",
        "rollcall.contacts.key: hunter2; 1; must not hold the key",
        "rollcall.contacts.key: ${hunter2}; 1; must not hold the key",
        "spring.datasource.password: ${DB:hunter2}; 1; must not hold the secret",
        "spring.datasource.url: jdbc:mysql://db/p?user=a&password=hunter2; 1; must not hold a"
            + " password",
        "spring.datasource.url: jdbc:mysql://root:hunter2@db/panel; 1; must not hold a password"
      })
  void refusesWithFileAndLine(String text, int line, String message) throws IOException {
    Path file = file(text);

    assertThatThrownBy(() -> ConfigurationFile.check(file))
        .isInstanceOf(RollcallException.class)
        .hasMessageContaining(file + ":" + line + " ")
        .hasMessageContaining(message)
        .satisfies(
            error -> {
              RollcallException known = (RollcallException) error;
              assertThat(known.exitCode()).isEqualTo(ExitCode.WRONG_USE);
              assertThat(known.getMessage() + known.nextStep()).doesNotContain("hunter2");
            });
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    Path file =
        Files.write(
            folder.resolve("rollcall.yaml"), "# Zürich".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> ConfigurationFile.check(file)).hasMessageContaining("not UTF-8");
  }

  @Test
  void refusesKeysThatReferToThemselves() throws IOException {
    Path file = file("spring: &a|  b: *a");

    assertThatThrownBy(() -> ConfigurationFile.check(file))
        .isInstanceOf(RollcallException.class)
        .satisfies(
            error -> assertThat(Objects.requireNonNull(error.getMessage())).contains("nested"));
  }
}
