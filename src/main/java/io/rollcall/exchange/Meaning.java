package io.rollcall.exchange;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the values of a section mean together, where one of them decides about others. */
final class Meaning {
  private static final String[] DATABASE_QUOTAS = {
    "issueWarningQuota",
    "prohibitSendQuota",
    "prohibitSendReceiveQuota",
    "recoverableItemsQuota",
    "recoverableItemsWarningQuota"
  };

  private Meaning() {}

  /** Applies it to the values of one section, which stand in field order; null is an empty one. */
  static void apply(Section section, @Nullable Object[] values) {
    switch (section) {
      case MAILBOX_QUOTA -> {
        if (isTrue(section, values, "useDatabaseQuotaDefaults")) {
          // The mailbox's own figures are kept by Exchange but rule nothing.
          set(section, values, Limit.DATABASE_DEFAULT, DATABASE_QUOTAS);
        }
      }
      case MAILBOX_MAIL_FLOW -> {
        if (isTrue(section, values, "useDatabaseRetentionDefaults")) {
          set(section, values, Limit.DATABASE_DEFAULT, "retainDeletedItemsFor");
        }
      }
      case MAILBOX_ARCHIVE -> {
        if (get(section, values, "archiveGuid") == null) {
          // Without an archive its quotas are filled all the same.
          Arrays.fill(values, null);
        }
      }
      case MAILBOX_AUTOMATIC_REPLIES -> {
        if (!"Scheduled".equals(get(section, values, "autoReplyState"))) {
          // Exchange then answers with the current hour, another one at each reading.
          set(section, values, null, "startTime", "endTime");
        }
      }
      default -> {}
    }
  }

  private static boolean isTrue(Section section, @Nullable Object[] values, String name) {
    return Boolean.TRUE.equals(get(section, values, name));
  }

  private static @Nullable Object get(Section section, @Nullable Object[] values, String name) {
    return values[SettingsMap.place(section, name)];
  }

  private static void set(
      Section section, @Nullable Object[] values, @Nullable Object value, String... names) {
    for (String name : names) {
      values[SettingsMap.place(section, name)] = value;
    }
  }
}
