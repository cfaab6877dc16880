package io.rollcall.operations;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.RollcallException;
import io.rollcall.plan.RowStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/** The database's schema: migrated by Flyway from {@code sql/common} and the vendor's folder. */
@Component
public class Schema {
  private final Flyway flyway;
  private final boolean embedded;

  Schema(DataSource dataSource, RowStream rows) {
    this.embedded = !rows.mysql();
    this.flyway =
        Flyway.configure()
            .dataSource(new Patient(dataSource))
            .locations("classpath:sql/common", "classpath:sql/" + (embedded ? "h2" : "mysql"))
            .javaMigrations(new V001__create_batch_tables(embedded))
            .table("runner_schema_history")
            .load();
  }

  /** A migration of a large table may take longer than any other statement. */
  private static final class Patient extends DelegatingDataSource {

    Patient(DataSource target) {
      super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      connection.setNetworkTimeout(Runnable::run, 0); // the pool puts it back
      return connection;
    }
  }

  /** One migration. */
  public record Migration(String version, String description, String state) {}

  /** All migrations, with what became of them. */
  public List<Migration> migrations() {
    return Arrays.stream(flyway.info().all())
        .map(
            info ->
                new Migration(
                    info.getVersion() == null ? "" : info.getVersion().toString(),
                    info.getDescription(),
                    info.getState().getDisplayName()))
        .toList();
  }

  /**
   * Brings the schema up to date.
   *
   * @return how many migrations were run
   */
  public int migrate() {
    return flyway.migrate().migrationsExecuted;
  }

  /**
   * Makes sure that the schema is this program's. The embedded database is migrated in passing; a
   * server's schema is its administrator's, who may want another account for it.
   *
   * @throws RollcallException when a server's schema is not up to date
   */
  public void require() {
    if (embedded) {
      migrate();
      return;
    }
    MigrationInfo[] pending = flyway.info().pending();
    if (pending.length > 0) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "the database's schema is not up to date: %s missing"
              .formatted(Plural.of(pending.length, "migration is", "migrations are")),
          "scripts/rollcall db migrate");
    }
    validate();
  }

  /**
   * Checks that what was migrated is what this program would migrate.
   *
   * @throws RollcallException when it is not
   */
  public void validate() {
    try {
      flyway.validate();
    } catch (FlywayValidateException e) {
      throw new RollcallException(
          ExitCode.FAILED,
          "the schema differs from this program's: " + e.getMessage(),
          "scripts/rollcall db migrate, when migrations are pending; else restore the schema",
          e);
    }
  }
}
