package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseErrorsTests {
  private static final DatabaseAddress SERVER =
      DatabaseAddress.of("jdbc:mysql://joe:pw@db1/panel?useSSL=false", "joe");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "jdbc:mysql://db1/panel, db1:3306, panel",
    "jdbc:mysql://db1:33060/panel?a=b, db1:33060, panel",
    "jdbc:mysql://u:secret@db1:3307/panel, db1:3307, panel",
    "jdbc:mysql:///panel, localhost:3306, panel",
    "jdbc:oracle:thin:whatever, the configured address, ''"
  })
  void readsTheAddressAndNeverAPassword(String url, String place, String name) {
    DatabaseAddress address = DatabaseAddress.of(url, "joe");

    assertThat(address.place()).isEqualTo(place);
    assertThat(address.name()).isEqualTo(name);
    assertThat(address.toString()).doesNotContain("secret");
  }

  @Test
  void tellsARefusedConnectionWithPlaceAndUser() {
    Failure failure =
        translate(
            new SQLException(
                "Communications link failure", "08S01", new ConnectException("Connection refused")),
            false);

    assertThat(failure.message())
        .isEqualTo("cannot connect to the database at db1:3306 as joe: Connection refused");
    assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void saysThatNoAccountIsNamed() {
    assertThat(DatabaseAddress.of("jdbc:mysql://db1/panel", "").user())
        .isEqualTo("an unnamed account");
  }

  @Test
  void tellsAnUnknownHost() {
    assertThat(
            translate(new SQLException("x", "08S01", new UnknownHostException("db1")), false)
                .message())
        .endsWith("no such host");
  }

  @Test
  void tellsAConnectionThatWasLost() {
    assertThat(
            translate(new SQLException("x", "08S01", new IOException("Broken pipe")), true)
                .message())
        .isEqualTo("the connection to the database at db1:3306 was lost (Broken pipe)");
  }

  @ParameterizedTest
  @CsvSource({
    "1045, 28000, does not let joe in, spring.datasource.password",
    "1044, 42000, joe may not use the database panel, grant",
    "1049, 42000, there is no database panel at db1:3306, CREATE DATABASE panel",
    "1146, 42S02, not all of the tables, scripts/rollcall db migrate"
  })
  void tellsWhatIsConfiguredWrong(int code, String state, String message, String next) {
    Failure failure = translate(new SQLException("x", state, code), false);

    assertThat(failure.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(failure.message()).contains(message);
    assertThat(failure.nextStep()).contains(next);
  }

  @Test
  void namesTheProcessThatHasTheEmbeddedDatabase() throws IOException {
    Files.writeString(folder.resolve("owner"), "4711 (rollcall run acme)\n");
    DatabaseAddress embedded =
        DatabaseAddress.of(
            "jdbc:h2:file:" + folder.resolve("rollcall") + ";MODE=MySQL", "rollcall");

    Failure failure =
        DatabaseErrors.translate(new SQLException("locked", "90020", 90020), embedded, false)
            .orElseThrow();

    assertThat(failure.exitCode()).isEqualTo(ExitCode.ALREADY_RUNNING);
    assertThat(failure.message())
        .isEqualTo("the embedded database is in use by process 4711 (rollcall run acme)");
    assertThat(failure.nextStep()).contains("use MySQL for more");
  }

  @Test
  void leavesOtherErrorsAlone() {
    assertThat(DatabaseErrors.translate(new SQLException("x", "22001", 1406), SERVER, true))
        .isEmpty();
  }

  private static Failure translate(SQLException error, boolean connected) {
    return DatabaseErrors.translate(error, SERVER, connected).orElseThrow();
  }
}
