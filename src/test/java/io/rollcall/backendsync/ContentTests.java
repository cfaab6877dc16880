package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.exchange.Parsed;
import io.rollcall.exchange.RecordParser;
import io.rollcall.exchange.Section;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The canonical content of groups that a source gives only in part. */
class ContentTests {

  private static String content(String group, String before) {
    String line =
        """
        {"type":"mailbox","recipientType":"UserMailbox","identity":{"guid":"00000000-0000-0001-0000-000000000001"},\
        "groups":{"email-addresses":{"state":"READ","values":{"addresses":["SMTP:a@acme.example"]}},"mail-flow":%s}}\
        """
            .formatted(group);
    Parsed.Read read =
        (Parsed.Read) new RecordParser().parse(line.getBytes(StandardCharsets.UTF_8));
    return Content.of(
        read.object().readings().get(Section.MAILBOX_MAIL_FLOW), before, reference -> null);
  }

  private static final String WHOLE =
      """
      {"state":"READ","values":{"deliverToMailboxAndForward":true,"recipientLimits":"500",\
      "messageCopyForSentAsEnabled":true,"moderatedBy":[{"raw":"Äda \\"A\\""}],"sendModerationNotifications":"Always"}}\
      """;

  private static final String PART =
      """
      {"state":"READ","notAvailable":["messageCopyForSentAsEnabled","sendModerationNotifications","maxSendSize"],\
      "values":{"deliverToMailboxAndForward":true,"recipientLimits":500,"moderatedBy":["Äda \\"A\\""]}}\
      """;

  @Test
  void whatASourceCannotGiveStaysWhatItWas() {
    String whole = content(WHOLE, null);
    assertThat(content(PART, whole)).isEqualTo(whole);
  }

  @Test
  void whatASourceCanGiveReplacesWhatItWas() {
    String changed =
        content(PART.replace(":true,", ":false,").replace("500", "10"), content(WHOLE, null));
    assertThat(changed)
        .isEqualTo(
            """
            {"deliverToMailboxAndForward":false,"recipientLimits":10,"messageCopyForSentAsEnabled":true,\
            "moderatedBy":[{"raw":"äda \\"a\\""}],"sendModerationNotifications":"Always"}\
            """);
  }

  @Test
  void whatNoSourceEverGaveIsAbsent() {
    assertThat(content(PART, null))
        .isEqualTo(
            """
            {"deliverToMailboxAndForward":true,"recipientLimits":500,"moderatedBy":[{"raw":"äda \\"a\\""}]}\
            """);
  }
}
