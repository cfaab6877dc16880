package io.rollcall;

import io.rollcall.backendsync.BackendSyncConfiguration;
import io.rollcall.cli.CommandLineEntry;
import io.rollcall.contacts.ContactsConfiguration;
import io.rollcall.directorysync.DirectorySyncConfiguration;
import io.rollcall.operations.OperationsConfiguration;
import io.rollcall.plan.PlanConfiguration;
import io.rollcall.report.ReportConfiguration;
import io.rollcall.serve.ServeConfiguration;
import io.rollcall.syncreport.SyncReportConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.Modulithic;

/**
 * Entry point: the command line is read first; Spring starts only when a command needs it. What it
 * starts is named here and in the rooms' configurations: all that Spring Boot would add by itself
 * costs every command a quarter of its processor time.
 */
@Modulithic
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  BatchJdbcAutoConfiguration.class,
  DataSourceTransactionManagerAutoConfiguration.class,
  JdbcClientAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  MailSenderAutoConfiguration.class,
  PropertyPlaceholderAutoConfiguration.class
})
@Import({
  BackendSyncConfiguration.class,
  ContactsConfiguration.class,
  DirectorySyncConfiguration.class,
  OperationsConfiguration.class,
  PlanConfiguration.class,
  ReportConfiguration.class,
  ServeConfiguration.class,
  SyncReportConfiguration.class
})
public class Rollcall {

  private Rollcall() {}

  public static void main(String[] args) {
    System.exit(
        args.length == 2 && args[0].equals(StartUpTraining.WORD)
            ? StartUpTraining.run(args[1], Rollcall::run)
            : run(args));
  }

  private static int run(String... args) {
    return CommandLineEntry.run(args, Rollcall.class, Runtime.getRuntime()::halt);
  }
}
