package io.rollcall.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * What the mail client does unless {@code spring.mail.properties} says otherwise. Jakarta Mail
 * itself waits for ever.
 *
 * @see <a
 *     href="https://eclipse-ee4j.github.io/angus-mail/docs/api/org.eclipse.angus.mail/org/eclipse/angus/mail/smtp/package-summary.html">properties
 *     of the SMTP provider</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2">RFC 5321, time-outs</a>
 */
final class MailDefaults implements BeanPostProcessor {

  static final List<String> PROTOCOLS = List.of("smtp", "smtps");

  /**
   * RFC 5321, 4.5.3.2.6, for the answer to the end of a mail, while the server hands it on or scans
   * it: a sender that does not wait for it sends the mail again, and again. There is one setting
   * for all answers; a server that does not even greet is found by {@link MailServerCheck}.
   */
  static final Duration ANSWER = Duration.ofMinutes(10);

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** RFC 5321, 4.5.3.2.5, for a piece of a mail that the server does not read. */
  private static final Duration WRITE = Duration.ofMinutes(3);

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "connectiontimeout",
          Long.toString(CONNECT.toMillis()),
          "timeout",
          Long.toString(ANSWER.toMillis()),
          "writetimeout",
          Long.toString(WRITE.toMillis()),
          // The mail is taken by then, and must be noted before anything else can go wrong.
          "quitwait",
          "false",
          // One wrong address must not keep the report from the others.
          "sendpartial",
          "true");

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof JavaMailSenderImpl sender) {
      apply(sender.getJavaMailProperties());
    }
    return bean;
  }

  static void apply(Properties properties) {
    for (String protocol : PROTOCOLS) {
      DEFAULTS.forEach(
          (name, value) -> properties.putIfAbsent("mail." + protocol + "." + name, value));
    }
  }
}
