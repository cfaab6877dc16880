package io.rollcall.operations;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connection pool, with what each database needs to be fast and exact. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataSourceProperties.class)
class DatabaseConfiguration {

  /**
   * Partitions hold a connection each, and Spring Batch takes a second one for its numbers on MySQL
   * (its incrementers use their own); one more serves the heartbeat. Runs that go on side by side
   * in `serve`, and the one of a further schedule beside them, share the partitions' threads, and
   * have a step, its number and a heartbeat each; the schedules, the outbox, recovery and metrics
   * take up to six more. A connection is opened when it is needed, so that other commands do not
   * pay for it.
   */
  @Bean
  @ConfigurationProperties("spring.datasource.hikari")
  HikariDataSource dataSource(
      DataSourceProperties properties,
      @Value("${rollcall.parallel}") int parallel,
      @Value("${rollcall.serve.runs}") int runs) {
    HikariDataSource pool =
        properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
    pool.setPoolName("rollcall");
    pool.setMaximumPoolSize(4 * parallel + 3 * (runs + 1) + 7);
    pool.setMinimumIdle(1);
    // Several parts of a run find out one after the other that the database is gone; with 30 s
    // each, a run would take minutes to end.
    pool.setConnectionTimeout(10_000);
    // A row that another writer just committed must be seen when a chunk is checked again.
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    if (properties.determineUrl().startsWith("jdbc:mysql:")) {
      // Without it a batch is one round trip per row (docs/benchmarks.md).
      pool.addDataSourceProperty("rewriteBatchedStatements", "true");
      pool.addDataSourceProperty("connectionTimeZone", "UTC");
      pool.addDataSourceProperty("forceConnectionTimeZoneToSession", "true");
      pool.addDataSourceProperty("preserveInstants", "false");
      pool.addDataSourceProperty("tcpKeepAlive", "true");
      pool.addDataSourceProperty("connectTimeout", "10000");
      // A server that is frozen answers nothing and closes nothing: a run would wait for it for
      // ever. The longest statements, over a million objects, take less than a minute; a lock is
      // waited for 50 s.
      pool.addDataSourceProperty("socketTimeout", "300000");
    }
    return pool;
  }
}
