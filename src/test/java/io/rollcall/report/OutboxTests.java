package io.rollcall.report;

import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The outbox on the embedded database. */
class OutboxTests extends OutboxContract {

  static final String MIGRATION = "sql/common/V020__create_report_tables.sql";

  private static HikariDataSource database;

  @BeforeAll
  static void create() {
    database = new HikariDataSource();
    database.setJdbcUrl(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
    new ResourceDatabasePopulator(new ClassPathResource(MIGRATION)).execute(database);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @Override
  DataSource dataSource() {
    return database;
  }
}
