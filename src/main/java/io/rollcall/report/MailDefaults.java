package io.rollcall.report;

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
 */
final class MailDefaults implements BeanPostProcessor {

  private static final String TIME_OUT_MILLIS = "10000";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "connectiontimeout",
          TIME_OUT_MILLIS,
          "timeout",
          TIME_OUT_MILLIS,
          "writetimeout",
          TIME_OUT_MILLIS,
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
    for (String protocol : new String[] {"smtp", "smtps"}) {
      DEFAULTS.forEach(
          (name, value) -> properties.putIfAbsent("mail." + protocol + "." + name, value));
    }
  }
}
