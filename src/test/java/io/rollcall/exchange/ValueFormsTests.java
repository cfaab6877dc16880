package io.rollcall.exchange;

import static io.rollcall.exchange.Records.OTHER_GUID;
import static io.rollcall.exchange.Records.reading;
import static io.rollcall.exchange.Records.settings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueFormsTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"99 GB (106,300,440,576 bytes)\" | 106300440576",
        "\"99 GB (106.300.440.576 bytes)\" | 106300440576",
        "\"99 GB (106'300'440'576 bytes)\" | 106300440576",
        "\"99 GB (106\\u00a0300\\u00a0440\\u00a0576 bytes)\" | 106300440576",
        "\"1,5 KB (1,536 bytes)\" | 1536",
        "\"0 B (0 bytes)\" | 0",
        "262144 | 262144",
        "\"262144\" | 262144",
        "\"10 MB\" | 10485760",
        "\"2TB\" | 2199023255552",
        "{\"IsUnlimited\":false,\"Value\":\"1 KB (1,024 bytes)\"} | 1024",
        "{\"Value\":4096} | 4096",
        "[512] | 512",
      })
  void aSizeIsReadInBytes(String json, long bytes) {
    assertThat(settings(Section.MAILBOX_MAIL_FLOW, "\"maxSendSize\":" + json))
        .containsExactly(Map.entry("maxSendSize", bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"Unlimited\"", "\"unlimited\"", "{\"IsUnlimited\":true,\"Value\":0}"})
  void unlimitedIsAValueOfItsOwn(String json) {
    assertThat(
            settings(
                Section.MAILBOX_MAIL_FLOW,
                "\"maxSendSize\":" + json + ",\"recipientLimits\":" + json))
        .containsExactly(
            Map.entry("recipientLimits", Limit.UNLIMITED),
            Map.entry("maxSendSize", Limit.UNLIMITED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"much\"",
        "\"(many bytes)\"",
        "-1",
        "1.5",
        "true",
        "{}",
        "[1,2]",
        "\"9 EB (99,999,999,999,999,999,999 bytes)\"",
        "\"1.5 GB\"",
        "\"12 parsecs\"",
        "\"(12\""
      })
  void aSizeOfAWrongFormFailsItsGroupOnly(String json) {
    Parsed.Read read =
        Records.read(
            Records.mailbox(
                Records.group("mail-flow", "\"maxSendSize\":" + json)
                    + ","
                    + Records.group("database", "\"database\":\"DB1\"")));
    Reading flow = read.object().readings().get(Section.MAILBOX_MAIL_FLOW);
    assertThat(flow.state()).isEqualTo(GroupState.FAILED);
    assertThat(flow.reason()).startsWith("maxSendSize: ");
    assertThat(flow.settings()).isEmpty();
    assertThat(read.notices()).singleElement().asString().contains("mail-flow", "maxSendSize");
    assertThat(read.object().readings().get(Section.MAILBOX_DATABASE).settings())
        .containsEntry("database", "DB1");
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "false,false",
    "'\"True\"',true",
    "'\"False\"',false",
    "'\"FALSE\"',false",
    "1,true",
    "0,false",
    "'\"1\"',true",
    "[true],true"
  })
  void aFlagIsTrueOrFalse(String json, boolean flag) {
    assertThat(settings(Section.MAILBOX_PROTOCOLS, "\"owaEnabled\":" + json))
        .containsEntry("owaEnabled", flag);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"14.00:00:00\"',1209600", "'\"00:00:00\"',0", "'\"01:02:03\"',3723",
    "'\"1.00:00:00.5000000\"',86400", "1209600,1209600", "'{\"Ticks\":12096000000000}',1209600"
  })
  void aDurationIsReadInSeconds(String json, long seconds) {
    assertThat(settings(Section.MAILBOX_MAIL_FLOW, "\"retainDeletedItemsFor\":" + json))
        .containsEntry("retainDeletedItemsFor", seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"soon\"", "\"14 days\"", "\"1:2:3\"", "\"25:00:00\"", "\"-1.00:00:00\""})
  void aDurationOfAWrongFormFailsItsGroup(String json) {
    assertThat(reading(Section.MAILBOX_MAIL_FLOW, "\"retainDeletedItemsFor\":" + json).state())
        .isEqualTo(GroupState.FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"2025-11-11T09:47:38.0000000+00:00\"',2025-11-11T09:47:38Z",
    "'\"2025-11-11T09:47:38.1234567+02:00\"',2025-11-11T07:47:38.123456700Z",
    "'\"2025-11-11T09:47:38Z\"',2025-11-11T09:47:38Z",
    "'\"2025-11-11T09:47:38.0000000Z\"',2025-11-11T09:47:38Z",
    "'\"2025-11-11 09:47:38.0000000Z\"',2025-11-11T09:47:38Z",
    "'\" 2025-11-11T09:47:38.000000Z\"',2025-11-11T09:47:38Z",
    "'\"2025-11-11T09:47:38\"',2025-11-11T09:47:38Z",
    "'\"\\/Date(1700000000000)\\/\"',2023-11-14T22:13:20Z",
    "'\"/Date(1700000000000+0200)/\"',2023-11-14T22:13:20Z",
    "'{\"value\":\"/Date(1700000000000)/\",\"DisplayHint\":2}',2023-11-14T22:13:20Z",
    "'\"20250913133531.0Z\"',2025-09-13T13:35:31Z",
    "'\"20250913133531Z\"',2025-09-13T13:35:31Z",
    "133444736000000000,2023-11-14T22:13:20Z"
  })
  void aTimeIsAnInstantInUtc(String json, String instant) {
    assertThat(settings(Section.MAILBOX_GENERAL, "\"whenCreated\":" + json))
        .containsExactly(Map.entry("whenCreated", instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"yesterday\"",
        "\"2025-13-01T00:00:00Z\"",
        "\"2025-02-30T00:00:00Z\"",
        "17",
        "true",
        "\"2025-01-01\"",
        "\"2025-01-01T00:00:00.Z\"",
        "\"2025-01-01T00:00:00 CET\"",
        "\"/Date(x)/\""
      })
  void aTimeOfAWrongFormFailsItsGroup(String json) {
    assertThat(reading(Section.MAILBOX_GENERAL, "\"whenCreated\":" + json).state())
        .isEqualTo(GroupState.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "[]", "\"  \"", "[null]", "[\"\"]"})
  void everyWayToWriteEmptyIsAbsent(String json) {
    for (Section section : Section.values()) {
      for (Field field : section.fields()) {
        assertThat(settings(section, "\"" + field.name() + "\":" + json))
            .as("%s.%s", section, field.name())
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"0001-01-01T00:00:00\"", "0", "9223372036854775807"})
  void aTimeThatStandsForNoneIsAbsent(String json) {
    assertThat(settings(Section.MAILBOX_GENERAL, "\"whenCreated\":" + json)).isEmpty();
  }

  @Test
  void aTextIsKeptAsGivenAndAListOfOneIsItsElement() {
    assertThat(
            settings(
                Section.MAILBOX_GENERAL,
                "\"displayName\":\"  Noor 🌻 نور \",\"title\":[\"Clerk\"],\"postalCode\":1234"))
        .containsExactly(
            Map.entry("displayName", "  Noor 🌻 نور "),
            Map.entry("postalCode", "1234"),
            Map.entry("title", "Clerk"));
  }

  @Test
  void settingsStandInFieldOrderWhateverTheOrderOfTheRecord() {
    assertThat(
            settings(
                    Section.MAILBOX_PROTOCOLS,
                    "\"owaMailboxPolicy\":\"P\",\"popEnabled\":true,\"owaEnabled\":false")
                .keySet())
        .containsExactly("owaEnabled", "popEnabled", "owaMailboxPolicy");
  }

  @Test
  void severalTextsAreSortedAndDistinct() {
    assertThat(
            settings(Section.LIST_DYNAMIC_RULE, "\"conditionalCompany\":[\"b\",\"a\",\"b\",\"\"]"))
        .containsEntry("conditionalCompany", List.of("a", "b"));
    assertThat(settings(Section.LIST_DYNAMIC_RULE, "\"conditionalCompany\":\"a\""))
        .containsEntry("conditionalCompany", List.of("a"));
  }

  @Test
  void anAddressLosesItsPrefix() {
    assertThat(settings(Section.CONTACT_GENERAL, "\"externalEmailAddress\":\"SMTP:Ada@x.example\""))
        .containsEntry("externalEmailAddress", "Ada@x.example");
  }

  @Test
  void aReferenceKeepsWhatNamesTheObject() {
    assertThat(settings(Section.MAILBOX_GENERAL, "\"manager\":\"" + OTHER_GUID + "\""))
        .containsEntry("manager", new Reference(UUID.fromString(OTHER_GUID), null, OTHER_GUID));
    assertThat(settings(Section.MAILBOX_GENERAL, "\"manager\":\"smtp:ada@x.example\""))
        .containsEntry("manager", new Reference(null, "ada@x.example", "smtp:ada@x.example"));
    assertThat(settings(Section.MAILBOX_GENERAL, "\"manager\":\"CN=a@b,DC=x\""))
        .containsEntry("manager", new Reference(null, null, "CN=a@b,DC=x"));
    assertThat(
            settings(
                Section.MAILBOX_GENERAL,
                "\"manager\":{\"guid\":\"%s\",\"address\":\"a@x.example\",\"raw\":\"Ada\"}"
                    .formatted(OTHER_GUID)))
        .containsEntry("manager", new Reference(UUID.fromString(OTHER_GUID), "a@x.example", "Ada"));
  }

  @Test
  void referencesAreSortedAndEachObjectIsNamedOnce() {
    Object value =
        settings(
                Section.LIST_GENERAL,
                "\"managedBy\":[\"Zoe\",\"Ada\",\"zoe\",{\"guid\":\"%s\",\"raw\":\"B\"},\"%s\"]"
                    .formatted(OTHER_GUID, OTHER_GUID))
            .get("managedBy");
    assertThat((List<?>) value)
        .extracting(reference -> ((Reference) reference).raw())
        .containsExactly("Ada", "B", "Zoe");
  }

  @Test
  void databaseDefaultsRuleWhateverFiguresStandBesideThem() {
    assertThat(
            settings(
                Section.MAILBOX_QUOTA,
                "\"useDatabaseQuotaDefaults\":\"True\",\"prohibitSendQuota\":1"))
        .containsEntry("useDatabaseQuotaDefaults", true)
        .containsEntry("prohibitSendQuota", Limit.DATABASE_DEFAULT)
        .containsEntry("issueWarningQuota", Limit.DATABASE_DEFAULT);
    assertThat(settings(Section.MAILBOX_MAIL_FLOW, "\"useDatabaseRetentionDefaults\":true"))
        .containsEntry("retainDeletedItemsFor", Limit.DATABASE_DEFAULT);
    assertThat(settings(Section.MAILBOX_QUOTA, "\"useDatabaseQuotaDefaults\":false"))
        .containsExactly(Map.entry("useDatabaseQuotaDefaults", false));
  }

  @Test
  void aMailboxWithoutArchiveHasAnEmptyArchiveWhateverItsQuota() {
    assertThat(
            settings(
                Section.MAILBOX_ARCHIVE,
                "\"archiveGuid\":\"00000000-0000-0000-0000-000000000000\",\"archiveQuota\":7"))
        .isEmpty();
    assertThat(
            settings(
                Section.MAILBOX_ARCHIVE,
                "\"archiveGuid\":\"{%s}\",\"archiveQuota\":7"
                    .formatted(OTHER_GUID.toUpperCase(Locale.ROOT))))
        .containsEntry("archiveGuid", OTHER_GUID)
        .containsEntry("archiveQuota", 7L);
  }

  @Test
  void theHoursOfAutomaticRepliesCountOnlyWhenScheduled() {
    String hours = ",\"startTime\":\"2026-01-01T08:00:00Z\",\"endTime\":\"2026-01-02T08:00:00Z\"";
    assertThat(
            settings(Section.MAILBOX_AUTOMATIC_REPLIES, "\"autoReplyState\":\"Disabled\"" + hours))
        .containsExactly(Map.entry("autoReplyState", "Disabled"));
    assertThat(
            settings(Section.MAILBOX_AUTOMATIC_REPLIES, "\"autoReplyState\":\"Scheduled\"" + hours))
        .containsEntry("startTime", "2026-01-01T08:00:00Z");
  }
}
