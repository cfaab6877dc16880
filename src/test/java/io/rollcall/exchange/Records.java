package io.rollcall.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Short records for tests, one group at a time. */
final class Records {
  static final String GUID = "11111111-2222-4333-8444-555555555555";
  static final String OTHER_GUID = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";

  private Records() {}

  static String mailbox(String groups) {
    return record("mailbox", "UserMailbox", groups);
  }

  static String record(String type, String recipientType, String groups) {
    return "{\"type\":\"%s\",\"recipientType\":\"%s\",\"identity\":{\"guid\":\"%s\"},\"groups\":{%s}}"
        .formatted(type, recipientType, GUID, groups);
  }

  static String group(String key, String values) {
    return "\"%s\":{\"state\":\"READ\",\"values\":{%s}}".formatted(key, values);
  }

  static Parsed parse(String line) {
    return new RecordParser().parse(line.getBytes(StandardCharsets.UTF_8));
  }

  static Parsed.Read read(String line) {
    Parsed parsed = parse(line);
    assertThat(parsed).isInstanceOf(Parsed.Read.class);
    return (Parsed.Read) parsed;
  }

  static Parsed.Refused refused(String line) {
    Parsed parsed = parse(line);
    assertThat(parsed).isInstanceOf(Parsed.Refused.class);
    return (Parsed.Refused) parsed;
  }

  static Reading reading(Section section, String values) {
    String type =
        switch (section.kind()) {
          case MAILBOX -> "UserMailbox";
          case LIST -> "RoomList";
          case CONTACT -> "MailContact";
        };
    String line = record(section.kind().key(), type, group(section.key(), values));
    return read(line).object().readings().get(section);
  }

  static Map<String, Object> settings(Section section, String values) {
    Reading reading = reading(section, values);
    assertThat(reading.reason()).isNull();
    assertThat(reading.state()).isEqualTo(GroupState.READ);
    return reading.settings();
  }

  static List<Address> addresses(String json) {
    return reading(Section.MAILBOX_EMAIL_ADDRESSES, "\"addresses\":" + json).addresses();
  }
}
