package io.rollcall.report;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Properties;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Whether a mail server is there and lets us in, found out long before the time-outs of {@link
 * MailDefaults} have passed: a server that accepts connections and never greets is down.
 */
public final class MailServerCheck {

  /**
   * For each answer. Servers make a stranger wait for some seconds, to see who cannot; one that has
   * not greeted by then is most probably hung.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private MailServerCheck() {}

  /**
   * Connects, is greeted, signs in where that is configured, and hangs up.
   *
   * @throws MessagingException when the server does not do its part
   */
  public static void run(JavaMailSenderImpl sender) throws MessagingException {
    run(sender, PATIENCE);
  }

  static void run(JavaMailSenderImpl sender, Duration patience) throws MessagingException {
    var impatient = new JavaMailSenderImpl();
    impatient.setHost(sender.getHost());
    impatient.setPort(sender.getPort());
    impatient.setProtocol(sender.getProtocol());
    impatient.setUsername(sender.getUsername());
    impatient.setPassword(sender.getPassword());
    impatient.setJavaMailProperties(shortened(sender.getJavaMailProperties(), patience));
    impatient.testConnection();
  }

  private static Properties shortened(Properties properties, Duration patience) {
    var shortened = new Properties();
    shortened.putAll(properties);
    for (String protocol : MailDefaults.PROTOCOLS) {
      String name = "mail." + protocol + ".timeout";
      long own = millis(String.valueOf(properties.get(name)));
      shortened.setProperty(name, Long.toString(Math.min(own, patience.toMillis())));
    }
    return shortened;
  }

  /** To Jakarta Mail, what is no number and no time at all are for ever. */
  private static long millis(String value) {
    return value.matches("0*[1-9][0-9]{0,8}") ? Long.parseLong(value) : Long.MAX_VALUE;
  }
}
