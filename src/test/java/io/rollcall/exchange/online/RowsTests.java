package io.rollcall.exchange.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.entra.Answer;
import io.rollcall.exchange.Group;
import io.rollcall.exchange.GroupState;
import io.rollcall.exchange.Reference;
import io.rollcall.exchange.Section;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTests {
  private static final UUID ADA = UUID.fromString("11111111-0000-4000-8000-000000000001");
  private static final UUID BEN = UUID.fromString("11111111-0000-4000-8000-000000000002");

  private static Row row(String json) {
    return Row.of(Page.LENIENT.readTree(json), Set.of());
  }

  private static RecipientNames names() {
    RecipientNames names = new RecipientNames();
    names.add(
        row(
            """
            {"Guid":"%s","Identity":"ada","Name":"Ada","SamAccountName":"ada1","DistinguishedName":"CN=Ada,DC=x",
             "PrimarySmtpAddress":"ada@x.example","EmailAddresses":["SMTP:ada@x.example","smtp:a@x.example","SIP:s@x.example"]}
            """
                .formatted(ADA)));
    names.add(row("{\"Guid\":\"%s\",\"Identity\":\"ben\",\"Name\":\"Twin\"}".formatted(BEN)));
    names.add(row("{\"Guid\":\"11111111-0000-4000-8000-000000000003\",\"Name\":\"twin\"}"));
    return names;
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"  \"", "[]", "[null]", "[\"\"]"})
  void takesEveryFormOfEmptyForOne(String value) {
    Row row = row("{\"ForwardingAddress\":" + value + "}");

    assertThat(row.has("forwardingAddress")).isTrue();
    assertThat(row.get("forwardingAddress")).isNull();
    assertThat(row.has("manager")).isFalse();
  }

  @Test
  void readsLimitsAsAShellAndAsRestWriteThem() {
    Row row =
        row(
            """
            {"A":{"IsUnlimited":true,"Value":null},"B":{"IsUnlimited":false,"Value":"2 GB (2,147,483,648 bytes)"},
             "C":"Unlimited","D":500,"E":true,"F@odata.type":"#x"}
            """);

    assertThat(row.get("a")).isEqualTo("Unlimited");
    assertThat(row.get("b")).isEqualTo("2 GB (2,147,483,648 bytes)");
    assertThat(row.get("c")).isEqualTo("Unlimited");
    assertThat(row.get("d")).isEqualTo(500L);
    assertThat(row.get("e")).isEqualTo(true);
    assertThat(row.has("f@odata.type")).isFalse();
  }

  @Test
  void takesAllZerosForNoGuid() {
    Row row =
        row(
            "{\"ArchiveGuid\":\"00000000-0000-0000-0000-000000000000\",\"ArchiveQuota\":\"100 GB"
                + " (107,374,182,400"
                + " bytes)\",\"ExternalDirectoryObjectId\":\"\",\"ExchangeGuid\":\""
                + ADA
                + "\"}");

    assertThat(row.guids()).containsExactly(ADA);
    assertThat(new Groups(names()).archive(row)).isEqualTo(Group.read(Map.of()));
  }

  @Test
  void marksWhatTheServiceDoesNotGiveAsNotAvailable() {
    Group group =
        new Groups(names())
            .settings(
                Section.MAILBOX_DATABASE, row("{\"Database\":\"\"}"), row("{\"Database\":\"x\"}"));

    assertThat(group.values()).containsOnlyKeys("database").containsEntry("database", null);
    assertThat(group.notAvailable()).containsExactly("serverName");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "ADA@x.example",
        "a@x.example",
        "CN=Ada,DC=x",
        "DOMAIN\\ada1",
        "11111111-0000-4000-8000-000000000001"
      })
  void knowsARecipientByEachOfItsNames(String name) {
    assertThat(names().reference(name)).isEqualTo(new Reference(ADA, null, name));
  }

  @Test
  void leavesANameOfTwoOrOfNobodyAsItIs() {
    assertThat(names().reference("Twin")).isEqualTo(new Reference(null, null, "Twin"));
    assertThat(names().reference("S-1-5-21-1-2"))
        .isEqualTo(new Reference(null, null, "S-1-5-21-1-2"));
    assertThat(names().reference("out@y.example"))
        .isEqualTo(new Reference(null, "out@y.example", "out@y.example"));
  }

  @Test
  void keepsOnlyRightsThatSomebodyElseWasGiven() {
    Groups groups = new Groups(names());
    List<Row> rows =
        List.of(
            row(
                "{\"User\":\"NT AUTHORITY\\\\SELF\",\"AccessRights\":[\"FullAccess,"
                    + " ReadPermission\"]}"),
            row(
                "{\"User\":\"Somebody\",\"UserSid\":\"S-1-5-10\",\"AccessRights\":[\"FullAccess\"]}"),
            row("{\"User\":\"ben\",\"AccessRights\":[\"FullAccess\"],\"IsInherited\":true}"),
            row("{\"User\":\"ben\",\"AccessRights\":[\"FullAccess\"],\"Deny\":true}"),
            row("{\"User\":\"ben\",\"AccessRights\":[\"ReadPermission, DeleteItem\"]}"),
            row(
                "{\"User\":\"ada\",\"AccessRights\":[\"ReadPermission,"
                    + " FullAccess\"],\"Deny\":false}"));

    assertThat(groups.fullAccess(rows))
        .isEqualTo(Group.trustees(List.of(new Reference(ADA, null, "ada"))));
    assertThat(
            Groups.sendAsOfOthers(
                row(
                    "{\"Trustee\":\"ben\",\"AccessRights\":[\"SendAs\"],\"AccessControlType\":\"Deny\"}")))
        .isFalse();
  }

  @Test
  void givesHoursOfAReplyOnlyWhileItIsScheduled() {
    Groups groups = new Groups(names());
    String hours = ",\"StartTime\":\"2026-01-01T10:00:00\",\"EndTime\":\"2026-01-02T10:00:00\"}";

    assertThat(groups.automaticReplies(row("{\"AutoReplyState\":\"Enabled\"" + hours)).values())
        .doesNotContainKeys("startTime", "endTime");
    assertThat(groups.automaticReplies(row("{\"AutoReplyState\":\"Scheduled\"" + hours)).values())
        .containsKeys("startTime", "endTime");
    assertThat(groups.addresses(row("{}")).state()).isEqualTo(GroupState.NOT_AVAILABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      nullValues = "none",
      value = {
        "{\"error\":{\"message\":\"Invalid"
            + " Operation\",\"details\":[{\"message\":\"|A.B|Second.\"}],\"innererror\":{\"internalexception\":{\"message\":\"First.\"}}}}~First.",
        "{\"error\":{\"message\":\"Invalid Operation\",\"innererror\":{\"message\":\"Invalid"
            + " Operation\"}}}~Invalid Operation",
        "{\"error\":\"plain\"}~plain",
        "<html>~none",
        "{}~none",
        "''~none"
      })
  void digsOutWhatAnErrorSays(String body, String text) {
    Answer answer = new Answer(400, Headers.of(), body.getBytes(StandardCharsets.UTF_8), null);

    assertThat(OnlineError.text(answer)).isEqualTo(text);
  }

  @Test
  void stripsTheTypeBeforeAReason() {
    String body = "{\"error\":{\"details\":[{\"message\":\"|A.B.CException|Two\\nlines.\"}]}}";

    assertThat(
            OnlineError.text(
                new Answer(400, Headers.of(), body.getBytes(StandardCharsets.UTF_8), null)))
        .isEqualTo("Two lines.");
    assertThat(OnlineError.text(new Answer(403, Headers.of(), new byte[64], null))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"value\":{}}", "{\"value\":[1]}", "{\"value\":[{", "{\"x\":1}"})
  void refusesAnAnswerThatIsNoPage(String body) {
    assertThatThrownBy(() -> Page.read(body.getBytes(StandardCharsets.UTF_8), Set.of(), row -> {}))
        .isInstanceOf(Page.NoPage.class);
  }

  @Test
  void findsRowsAgainByEachGuidAndKeepsTheLastOfAnObject(@TempDir Path folder) {
    try (Spool spool = Spool.in(folder)) {
      for (int i = 0; i < 3000; i++) {
        spool.put(
            row(
                "{\"Guid\":\"%s\",\"ExternalDirectoryObjectId\":\"%s\",\"N\":%d,\"E\":null}"
                    .formatted(new UUID(1, i), new UUID(2, i), i)));
      }
      spool.put(row("{\"Guid\":\"%s\",\"N\":\"again\"}".formatted(new UUID(1, 7))));

      assertThat(spool.get(List.of(new UUID(1, 2999))).get("n")).isEqualTo(2999);
      assertThat(spool.get(List.of(new UUID(9, 9), new UUID(2, 12))).get("n")).isEqualTo(12);
      assertThat(spool.get(List.of(new UUID(2, 12))).has("e")).isTrue();
      assertThat(spool.get(List.of(new UUID(3, 1)))).isNull();
      List<Object> all = new ArrayList<>();
      spool.forEach(row -> all.add(row.get("n")));
      assertThat(all).hasSize(3000).endsWith("again").doesNotContain(7);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void asksForAllInTheSpellingOfExchangeWithParametersThatAreNeverNull() {
    Invocation all = Invocation.ofAll("Get-User", List.of("guid", "webPage"));

    assertThat(all.path()).isEqualTo("/InvokeCommand?$select=Guid,WebPage");
    assertThat(new Invocation("Get-X", Map.of(), List.of(), List.of()).json())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"CmdletInput\":{\"CmdletName\":\"Get-X\",\"Parameters\":{}}}");
    assertThat(all.json())
        .asString(StandardCharsets.UTF_8)
        .contains("{\"ResultSize\":\"Unlimited\"}");
  }

  @ParameterizedTest
  @CsvSource({"0,2", "21,2", "3,0", "3,101"})
  void refusesAPaceOutOfRange(int concurrency, int perSecond) {
    assertThatThrownBy(() -> OnlineSettings.requirePace(concurrency, perSecond))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
