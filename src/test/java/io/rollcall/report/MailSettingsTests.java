package io.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.util.unit.DataSize;

class MailSettingsTests {

  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withBean(Clock.class, Clock::systemUTC)
          .withConfiguration(
              AutoConfigurations.of(
                  DataSourceAutoConfiguration.class,
                  JdbcTemplateAutoConfiguration.class,
                  JdbcClientAutoConfiguration.class,
                  MailSenderAutoConfiguration.class))
          .withUserConfiguration(ReportConfiguration.class);

  @Test
  void theDefaultsNeedNoMailServer() {
    context.run(
        c -> {
          assertThat(c).hasSingleBean(Outbox.class).doesNotHaveBean(JavaMailSenderImpl.class);
          assertThat(c.getBean(MailSettings.class))
              .isEqualTo(new MailSettings(null, DataSize.ofMegabytes(10)));
        });
  }

  @Test
  void everySettingIsRead() {
    context
        .withPropertyValues(
            "rollcall.report.from=Rollcall <rollcall@example.org>",
            "rollcall.report.attach-limit=512KB")
        .run(
            c ->
                assertThat(c.getBean(MailSettings.class))
                    .isEqualTo(
                        new MailSettings(
                            "Rollcall <rollcall@example.org>", DataSize.ofKilobytes(512))));
  }

  @Test
  void aWrongSenderAddressStopsTheStart() {
    context
        .withPropertyValues("rollcall.report.from=rollcall")
        .run(
            c ->
                assertThat(c)
                    .getFailure()
                    .hasRootCauseInstanceOf(Exception.class)
                    .rootCause()
                    .hasMessageContaining("name@domain"));
  }

  /** RFC 5321, 4.5.3.2.6: who does not wait for the last answer sends the mail again. */
  @Test
  void answersAreWaitedForAsLongAsTheProtocolAsksUnlessConfigured() {
    context
        .withPropertyValues(
            "spring.mail.host=mail.example.org", "spring.mail.properties.mail.smtp.timeout=42")
        .run(
            c ->
                assertThat(c.getBean(JavaMailSenderImpl.class).getJavaMailProperties())
                    .containsEntry("mail.smtp.connectiontimeout", "10000")
                    .containsEntry("mail.smtp.timeout", "42")
                    .containsEntry("mail.smtp.writetimeout", "180000")
                    .containsEntry("mail.smtps.timeout", "600000")
                    .containsEntry("mail.smtp.quitwait", "false")
                    .containsEntry("mail.smtp.sendpartial", "true"));
  }
}
