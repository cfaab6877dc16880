package io.rollcall.exchange;

import static io.rollcall.exchange.Records.GUID;
import static io.rollcall.exchange.Records.OTHER_GUID;
import static io.rollcall.exchange.Records.addresses;
import static io.rollcall.exchange.Records.group;
import static io.rollcall.exchange.Records.mailbox;
import static io.rollcall.exchange.Records.parse;
import static io.rollcall.exchange.Records.read;
import static io.rollcall.exchange.Records.reading;
import static io.rollcall.exchange.Records.record;
import static io.rollcall.exchange.Records.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordParserTests {

  @Test
  void aRecordHasEverySectionOfItsKindAndNoOther() {
    for (ObjectKind kind : ObjectKind.values()) {
      String type =
          switch (kind) {
            case MAILBOX -> "UserMailbox";
            case LIST -> "RoomList";
            case CONTACT -> "MailContact";
          };
      ExchangeObject object = read(record(kind.key(), type, "")).object();
      assertThat(object.readings().keySet()).containsExactlyElementsOf(Section.of(kind));
      assertThat(object.readings().values())
          .allSatisfy(reading -> assertThat(reading.state()).isEqualTo(GroupState.NOT_AVAILABLE));
    }
  }

  @Test
  void identityNamesAndStatisticsAreRead() {
    ExchangeObject object =
        read("""
            {"type":"mailbox","recipientType":"4","identity":{"guid":"%s","exchangeGuid":"%s",\
            "entraId":"","distinguishedName":"CN=a","legacyExchangeDn":"/o=x","samAccountName":"a",\
            "userPrincipalName":"a@x.example"},"groups":{"general":{"state":"READ","values":\
            {"displayName":"Ada"}},"email-addresses":{"state":"READ","values":{"addresses":\
            ["smtp:b@x.example","SMTP:A@x.example"]}}},"statistics":{"itemCount":7,\
            "totalItemSize":"1 KB (1,024 bytes)","lastLogonTime":null}}"""
                .formatted(GUID, OTHER_GUID))
            .object();
    assertThat(object.type()).isEqualTo(RecipientType.SHARED);
    assertThat(object.typeRaw()).isEqualTo("4");
    assertThat(object.identity())
        .isEqualTo(
            new Identity(
                UUID.fromString(GUID),
                UUID.fromString(OTHER_GUID),
                null,
                "CN=a",
                "/o=x",
                "a",
                "a@x.example"));
    assertThat(object.displayName()).isEqualTo("Ada");
    assertThat(object.primarySmtp()).isEqualTo("A@x.example");
    assertThat(object.statistics()).isEqualTo(new Statistics(7L, 1024L, null));
  }

  @ParameterizedTest
  @CsvSource({
    "UserMailbox,USER",
    "LegacyMailbox,USER",
    "LinkedMailbox,LINKED",
    "linkedroommailbox,ROOM",
    "SharedMailbox,SHARED",
    "RoomMailbox,ROOM",
    "EquipmentMailbox,EQUIPMENT",
    "1,USER",
    "8,USER",
    "2199023255552,ROOM"
  })
  void aMailboxTypeIsKnownByNameAndByNumber(String raw, RecipientType type) {
    assertThat(read(record("mailbox", raw, "")).object().type()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "MailUniversalDistributionGroup,LIST_SIMPLE", "MailNonUniversalGroup,LIST_SIMPLE",
    "MailUniversalSecurityGroup,LIST_SECURITY", "DynamicDistributionGroup,LIST_DYNAMIC",
    "RoomList,LIST_ROOM", "268435456,LIST_ROOM"
  })
  void aListTypeIsKnownByNameAndByNumber(String raw, RecipientType type) {
    assertThat(read(record("list", raw, "")).object().type()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ArbitrationMailbox", "DiscoveryMailbox", "MonitoringMailbox", "SystemMailbox", "RoleGroup",
        "RemoteUserMailbox", "GroupMailbox", "PublicFolderMailbox", "MailUser", "MailForestContact",
        "8388608", "549755813888", "1073741824", "2147483648"
      })
  void systemAndForeignTypesAreLeftOut(String raw) {
    assertThat(parse(record("mailbox", raw, group("general", "\"displayName\":\"x\""))))
        .isEqualTo(new Parsed.Excluded(raw, UUID.fromString(GUID)));
  }

  @Test
  void aSystemMailboxIsLeftOutEvenWhenItsAddressesAreWrong() {
    String groups = group("email-addresses", "\"addresses\":[]");
    assertThat(parse(record("mailbox", "DiscoveryMailbox", groups)))
        .isInstanceOf(Parsed.Excluded.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HologramMailbox", "3", "0", "-1", "9223372036854775807", "67108864"})
  void anUnknownTypeIsReportedWithItsRawName(String raw) {
    Parsed.Refused refused = refused(record("mailbox", raw, ""));
    assertThat(refused.message()).contains("\"" + raw + "\"");
    assertThat(refused.guid()).isEqualTo(UUID.fromString(GUID));
  }

  @Test
  void aTypeThatContradictsItsRecordIsRefused() {
    assertThat(refused(record("contact", "UserMailbox", "")).message())
        .contains("contact", "UserMailbox", "mailbox");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{",
        "{}",
        "{\"type\":\"mailbox\"}",
        "{\"type\":\"widget\"}",
        "{\"type\":null}",
        "{\"type\":\"mailbox\",\"recipientType\":\"UserMailbox\"}",
        "{\"type\":\"mailbox\",\"recipientType\":\"UserMailbox\",\"identity\":{}}",
        "{\"type\":\"mailbox\",\"recipientType\":\"UserMailbox\",\"identity\":[]}",
        "{\"type\":\"mailbox\",\"recipientType\":\"UserMailbox\",\"identity\":{\"guid\":\"x\"}}",
        "{\"type\":\"mailbox\",\"recipientType\":\"UserMailbox\",\"identity\":"
            + "{\"guid\":\"00000000-0000-0000-0000-000000000000\"}}",
        "{\"groups\":{}}",
        "{\"type\":\"mailbox\",\"groups\":7}",
      })
  void whatIsNoRecordIsRefusedWithAMessage(String line) {
    Parsed.Refused refused = refused(line);
    assertThat(refused.message()).startsWith("The ").endsWith(".");
    assertThat(refused.advice()).isNotBlank();
    assertThat(refused.guid()).isNull();
  }

  @Test
  void somethingBehindTheRecordIsRefused() {
    assertThat(refused(mailbox("") + "{}").message()).contains("followed by something else");
  }

  @Test
  void aLineCutAnywhereIsRefusedAndNeverThrown() {
    byte[] line =
        mailbox(
                group(
                        "general",
                        "\"displayName\":\"Zoë 🌻\",\"manager\":{\"guid\":\"" + GUID + "\"}")
                    + ","
                    + group("email-addresses", "\"addresses\":[\"SMTP:a@x.example\"]"))
            .getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < line.length; length++) {
      assertThat(new RecordParser().parse(Arrays.copyOf(line, length)))
          .as("cut to %d bytes", length)
          .isInstanceOf(Parsed.Refused.class);
    }
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[] line =
        mailbox(group("general", "\"displayName\":\"?\"")).getBytes(StandardCharsets.UTF_8);
    int at = new String(line, StandardCharsets.UTF_8).indexOf('?');
    for (int wrong : new int[] {0x80, 0xC3, 0xFF, 0xFE, 0xF8, 0x00, 0x0A}) {
      line[at] = (byte) wrong;
      assertThat(new RecordParser().parse(line)).isInstanceOf(Parsed.Refused.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud83d", "\\udf3b", "\\udf3b\\ud83d", "a\\ud83db"})
  void textThatNoColumnHoldsIsRefused(String text) {
    assertThat(refused(mailbox(group("general", "\"displayName\":\"" + text + "\""))).message())
        .containsAnyOf("U+0000", "surrogate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"general\":{\"state\":\"READ\",\"values\":{\"alias\":\"a\",\"alias\":\"b\"}}",
        "\"general\":{\"state\":\"READ\",\"values\":{\"odd\":1,\"odd\":1}}",
        "\"general\":{\"state\":\"READ\",\"values\":{\"alias\":{\"x\":1,\"x\":2}}}",
        "\"general\":{\"state\":\"READ\",\"state\":\"READ\",\"values\":{}}",
        "\"general\":{\"state\":\"FAILED\"},\"general\":{\"state\":\"FAILED\"}",
        "\"odd\":{},\"odd\":{}",
        "\"database\":{\"state\":\"READ\",\"values\":{\"odd\":{\"deep\":[{\"a\":1,\"a\":2}]}}}"
      })
  void aKeyThatStandsTwiceIsRefused(String groups) {
    assertThat(refused(mailbox(groups)).message()).contains("twice");
  }

  @Test
  void aKeyThatStandsTwiceInTheRecordOrTheIdentityIsRefused() {
    assertThat(refused("{\"type\":\"mailbox\",\"type\":\"mailbox\"}").message()).contains("twice");
    assertThat(
            refused("{\"type\":\"mailbox\",\"identity\":{\"guid\":\"a\",\"guid\":\"b\"}}")
                .message())
        .contains("twice");
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(refused(mailbox("\"odd\":" + "[".repeat(100_000))).message()).contains("valid JSON");
    assertThat(refused(mailbox("\"odd\":" + "{\"a\":".repeat(100_000))).message())
        .contains("valid JSON");
  }

  @Test
  void aDisplayNameOfAMegabyteFailsTheGroupAndNamesTheLimit() {
    Parsed.Read read =
        read(mailbox(group("general", "\"displayName\":\"" + "x".repeat(1 << 20) + "\"")));
    Reading general = read.object().readings().get(Section.MAILBOX_GENERAL);
    assertThat(general.state()).isEqualTo(GroupState.FAILED);
    assertThat(general.reason()).contains("displayName", "256").hasSizeLessThan(300);
    assertThat(read.object().displayName()).isNull();
  }

  @Test
  void whatIsNotKnownIsNoticedAndNeverDroppedSilently() {
    Parsed.Read read =
        read(
            mailbox(
                    group("general", "\"shoeSize\":{\"left\":[41]},\"alias\":\"a\"")
                        + ",\"horoscope\":{\"state\":\"READ\"},"
                        + group("permissions.send-as", "\"trustees\":[],\"mood\":1"))
                .replaceFirst("\"identity\":\\{", "\"colour\":1,\"identity\":{\"tail\":1,"));
    assertThat(read.notices()).hasSize(5);
    assertThat(String.join("\n", read.notices()))
        .contains("shoeSize", "horoscope", "mood", "colour", "tail");
    assertThat(read.object().readings().get(Section.MAILBOX_GENERAL).settings())
        .containsEntry("alias", "a");
  }

  @Test
  void theStateOfAGroupIsKept() {
    Parsed.Read read =
        read(
            mailbox(
                "\"archive\":{\"state\":\"NOT_AVAILABLE\"},"
                    + "\"unified-messaging\":{\"state\":\"NOT_SUPPORTED\",\"reason\":\"2019\"},"
                    + "\"automatic-replies\":{\"state\":\"FAILED\",\"reason\":\"dismounted\"}"));
    var readings = read.object().readings();
    assertThat(readings.get(Section.MAILBOX_ARCHIVE).state()).isEqualTo(GroupState.NOT_AVAILABLE);
    assertThat(readings.get(Section.MAILBOX_UNIFIED_MESSAGING).reason()).isEqualTo("2019");
    assertThat(readings.get(Section.MAILBOX_AUTOMATIC_REPLIES).reason()).isEqualTo("dismounted");
    assertThat(read.notices()).singleElement().asString().contains("dismounted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"members\":null",
        "\"members\":7",
        "\"members\":{}",
        "\"members\":{\"state\":\"READ\"}",
        "\"members\":{\"state\":\"READ\",\"values\":null}",
        "\"members\":{\"state\":\"READ\",\"values\":[]}",
        "\"members\":{\"state\":\"READ\",\"values\":{}}",
        "\"members\":{\"state\":\"read\",\"values\":{\"members\":[]}}",
        "\"members\":{\"values\":{\"members\":[]}}",
        "\"members\":{\"state\":\"READ\",\"values\":{\"members\":[[1,2]]}}"
      })
  void aGroupThatSaysNothingClearIsFailedAndNeverEmpty(String group) {
    Reading members =
        read(record("list", "RoomList", group)).object().readings().get(Section.LIST_MEMBERS);
    assertThat(members.state()).isEqualTo(GroupState.FAILED);
    assertThat(members.reason()).isNotBlank();
  }

  @Test
  void theStateMayStandBehindTheValues() {
    assertThat(
            read(mailbox("\"database\":{\"values\":{\"database\":\"DB1\"},\"state\":\"READ\"}"))
                .object()
                .readings()
                .get(Section.MAILBOX_DATABASE)
                .settings())
        .containsEntry("database", "DB1");
  }

  @Test
  void addressesAreDistinctWithThePrimaryOneFirst() {
    assertThat(
            addresses(
                "[\"smtp:b@x.example\",\"smtp:ADA@x.example\",\"SMTP:Ada@x.example\",\"SIP:a@x\","
                    + "\"X500:/o=A\",\"x500:/O=a\",\"bare@x.example\"]"))
        .containsExactly(
            new Address("smtp", "Ada@x.example", true),
            new Address("sip", "a@x", false),
            new Address("smtp", "b@x.example", false),
            new Address("smtp", "bare@x.example", false),
            new Address("x500", "/O=a", false));
  }

  @Test
  void aSingleAddressNeedsNoList() {
    assertThat(addresses("\"SMTP:a@x.example\"")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "[\"smtp:a@x.example\"]",
        "[\"SMTP:a@x.example\",\"SMTP:b@x.example\"]",
        "[\"SMTP:\"]",
        "[\":a@x.example\"]",
        "[\"SMTP:a@x.example\",\"\"]",
        "[\"SMTP:a@x.example\",\"nonsense\"]",
        "[\"SMTP:a@x.example\",7]",
        "[\"SMTP:a@x.example\",null]"
      })
  void wrongAddressesRefuseAMailbox(String json) {
    Parsed.Refused refused = refused(mailbox(group("email-addresses", "\"addresses\":" + json)));
    assertThat(refused.message()).contains("address");
    assertThat(refused.guid()).isEqualTo(UUID.fromString(GUID));
  }

  @Test
  void anAddressMayHaveFiveHundredCharactersAndNoMore() {
    String domain = "@x.example";
    String longest = "a".repeat(500 - 5 - domain.length()) + domain;
    assertThat(addresses("[\"SMTP:" + longest + "\"]")).hasSize(1);
    assertThat(
            refused(mailbox(group("email-addresses", "\"addresses\":[\"SMTP:a" + longest + "\"]")))
                .message())
        .contains("501");
  }

  @Test
  void aListOrContactMayHaveNoPrimaryAddress() {
    assertThat(reading(Section.CONTACT_EMAIL_ADDRESSES, "\"addresses\":[]").state())
        .isEqualTo(GroupState.READ);
  }

  @Test
  void grantsAreSplitAndReducedToThoseWhoHoldTheRight() {
    Reading full =
        reading(
            Section.MAILBOX_FULL_ACCESS,
            """
            "trustees":["Plain","NT AUTHORITY\\\\SELF","S-1-5-10",
            {"trustee":"Full","rights":["FullAccess, ReadPermission"],"deny":false,"inherited":false},
            {"trustee":{"guid":"%s"},"rights":"FullAccess"},
            {"trustee":"Nt Authority\\\\Self","rights":["FullAccess"]},
            {"trustee":"Reader","rights":["ReadPermission, ExternalAccount"]},
            {"trustee":"Denied","rights":["FullAccess"],"deny":"True"},
            {"trustee":"Inherited","rights":["FullAccess"],"inherited":1}]"""
                .replace("\n", "")
                .formatted(OTHER_GUID));
    assertThat(full.references())
        .extracting(Reference::raw)
        .containsExactly("Full", "Plain", OTHER_GUID);
    Reading sendAs =
        reading(
            Section.LIST_SEND_AS,
            "\"trustees\":[{\"trustee\":\"A\",\"rights\":[\"Send-As\"]},"
                + "{\"trustee\":\"B\",\"rights\":[\"SendAs\"]},"
                + "{\"trustee\":\"C\",\"rights\":[\"FullAccess\"]}]");
    assertThat(sendAs.references()).extracting(Reference::raw).containsExactly("A", "B");
  }

  @Test
  void aGrantOfAWrongFormFailsItsGroup() {
    assertThat(
            reading(
                    Section.MAILBOX_FULL_ACCESS,
                    "\"trustees\":[{\"trustee\":\"A\",\"deny\":\"perhaps\"}]")
                .state())
        .isEqualTo(GroupState.FAILED);
  }

  @Test
  void aMessageNeverRepeatsTextThatCannotBeStored() {
    Parsed.Refused refused = refused(mailbox("").replace("UserMailbox", "🌻".repeat(100)));
    assertThat(refused.message().chars().filter(c -> Character.isSurrogate((char) c)).count())
        .isEven();
    assertThat(refused.message()).hasSizeLessThan(200);
  }
}
