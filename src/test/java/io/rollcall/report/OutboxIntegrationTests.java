package io.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.rollcall.testing.PickySmtpServer;
import io.rollcall.testing.Sessions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The outbox on MySQL, in a database of its own. */
class OutboxIntegrationTests extends OutboxContract {

  private static final String NAME = "outbox_" + UUID.randomUUID().toString().replace('-', '_');

  private static HikariDataSource database;

  @BeforeAll
  static void create() {
    server().sql("CREATE DATABASE " + NAME).update();
    database = new HikariDataSource();
    database.setJdbcUrl(url().replaceFirst("(jdbc:mysql://[^/]+/)[^?]*", "$1" + NAME));
    new ResourceDatabasePopulator(new ClassPathResource(OutboxTests.MIGRATION)).execute(database);
  }

  @AfterAll
  static void drop() {
    if (database != null) {
      database.close();
      server().sql("DROP DATABASE " + NAME).update();
    }
  }

  @Test
  void aConnectionThatBreaksWhenAMailIsTakenDoesNotRepeatIt() throws Exception {
    try (var picky = new PickySmtpServer()) {
      picky.before(
          said -> {
            if (said.equals(PickySmtpServer.END_OF_DATA)) {
              killSessions();
            }
          });
      Outbox own = outbox(sender(picky.port()));
      own.enqueue(Reports.content(), null, OPS, "execution 1");

      assertThat(own.sendDue()).isEqualTo(new SendResult(1, 0, 0, null));

      assertThat(own.forRun(12).get(0).state()).isEqualTo(QueuedMail.State.SENT);
      clock.advance(Duration.ofHours(1));
      assertThat(own.sendDue().sent()).isZero();
      assertThat(picky.taken).containsExactly(OPS);
    }
  }

  private static void killSessions() {
    try (Connection connection = DriverManager.getConnection(database.getJdbcUrl())) {
      Sessions.killOthers(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  DataSource dataSource() {
    return database;
  }

  private static JdbcClient server() {
    return JdbcClient.create(new DriverManagerDataSource(url()));
  }

  private static String url() {
    String url = System.getProperty("MYSQL_URL", System.getenv("MYSQL_URL"));
    assertThat(url)
        .as("run scripts/check, or set MYSQL_URL (scripts/mysql-server up prints one)")
        .isNotBlank();
    return url;
  }
}
