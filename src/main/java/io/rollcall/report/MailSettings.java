package io.rollcall.report;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How reports are mailed. The mail server itself is configured under {@code spring.mail}.
 *
 * @param from sender address; absent: {@code rollcall@} and the name of this host
 * @param attachLimit a larger workbook is not attached, and the mail says where it is; 0 attaches
 *     none. The default is the limit that is common among mail servers
 */
@ConfigurationProperties("rollcall.report")
record MailSettings(@Nullable String from, @DefaultValue("10MB") DataSize attachLimit) {

  MailSettings {
    if (from != null) {
      Recipients.parse(from);
    }
    if (attachLimit.isNegative()) {
      throw new IllegalArgumentException("rollcall.report.attach-limit is 0 or more: 10MB");
    }
  }
}
