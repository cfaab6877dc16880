package io.rollcall.report;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;

/** What this room gives to the program. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
public class ReportConfiguration {

  @Bean
  static MailDefaults mailDefaults() {
    return new MailDefaults();
  }

  @Bean
  Outbox outbox(
      JdbcClient jdbc, ObjectProvider<JavaMailSender> senders, Clock clock, MailSettings settings) {
    String from = settings.from() == null ? "rollcall@" + hostName() : settings.from();
    String address = Recipients.parse(from).getAddress();
    return new Outbox(
        new OutboxTable(jdbc),
        new MailTransport(senders::getIfAvailable, from),
        new Verdicts(Verdicts.FIRST_DELAY),
        clock,
        UUID::randomUUID,
        address.substring(address.lastIndexOf('@') + 1),
        settings.attachLimit().toBytes());
  }

  /** This host's name, as far as it can stand in a mail address. */
  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return name.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?") ? name : "localhost";
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
