package io.rollcall.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.definitions.JobDefinitions;
import io.rollcall.graph.MailboxLimits;
import io.rollcall.graph.MicrosoftGraphSource;
import io.rollcall.kernel.OrganizationScope;
import io.rollcall.kernel.ReportSettings;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job's file says. */
class DefinitionTests {
  private static final String LEAST =
      """
      family: contacts-backup
      organization: acme
      source: {type: microsoft-graph, client-id: 7b1e9d40, secret: "env:SECRET"}
      """;

  @TempDir Path jobs;

  private ContactsBackupDefinition read(String text) throws IOException {
    Files.writeString(jobs.resolve("acme.yaml"), text);
    return (ContactsBackupDefinition)
        new JobDefinitions(jobs, Map.of(ContactsBackupFamily.NAME, ContactsBackupDefinition.class))
            .get("acme")
            .definition();
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws IOException {
    ContactsBackupDefinition read = read(LEAST);
    assertThat(read.organizations()).isEqualTo(new OrganizationScope(List.of("acme")));
    assertThat(read.mailboxes()).isEqualTo(new MailboxSelection(List.of(), List.of()));
    assertThat(read.concurrency()).isEqualTo(new Concurrency(8, 4, 16));
    assertThat(read.concurrency().limits()).isEqualTo(MailboxLimits.DEFAULT);
    assertThat(read.retention()).isEqualTo(new Retention(9, 0, 30, 12, 12, 3));
    assertThat(read.purgeDelay()).isEqualTo(Duration.ofDays(7));
    assertThat(read.schedule())
        .isEqualTo(new Schedule(true, 3, List.of(), Set.of(), ZoneId.of("UTC")));
    Schedule weekly =
        new Schedule(
            true, null, List.of(LocalTime.of(3, 30)), Set.of(DayOfWeek.SUNDAY), ZoneId.of("UTC"));
    assertThat(read.schedules().verify().schedule()).isEqualTo(weekly);
    assertThat(read.schedules().prune().schedule()).isEqualTo(weekly);
    assertThat(read.report()).isEqualTo(new ReportSettings(List.of(), ReportSettings.When.ALWAYS));
    assertThat(read.planMaxAge()).isZero();
  }

  @Test
  void everyKeyIsMapped() throws IOException {
    ContactsBackupDefinition read =
        read(
            """
            family: contacts-backup
            description: Contacts of Acme
            organizations: [acme, beta]
            source:
              type: microsoft-graph
              client-id: 7b1e9d40
              certificate: app.pem
              graph-url: https://graph.microsoft.us/v1.0
              login-url: https://login.microsoftonline.us
            mailboxes: {include: ["*@acme.test"], exclude: ["svc-*", bot@acme.test]}
            concurrency: {mailboxes: 3, requests-per-mailbox: 2, requests-per-tenant: 5}
            retention: {keep-last: 1, keep-hourly: 2, keep-daily: 3, keep-weekly: 4, keep-monthly: 5, keep-yearly: 6}
            purge-delay: 30d
            schedules:
              backup: {enabled: false, at: ["06:00"], days: [mon], zone: Europe/Berlin}
              verify: {enabled: false, days: [sat], at: ["01:00", "13:00"], zone: Europe/Berlin}
              prune: {days: [tue], at: ["02:00"]}
            report: {recipients: [ops@acme.test], when: problems}
            """);
    assertThat(read.description()).isEqualTo("Contacts of Acme");
    assertThat(read.organizations()).isEqualTo(new OrganizationScope(List.of("acme", "beta")));
    assertThat(((MicrosoftGraphSource) read.source()).loginUrl())
        .isEqualTo("https://login.microsoftonline.us");
    assertThat(read.source().graphUrl()).isEqualTo("https://graph.microsoft.us/v1.0");
    assertThat(read.mailboxes())
        .isEqualTo(new MailboxSelection(List.of("*@acme.test"), List.of("svc-*", "bot@acme.test")));
    assertThat(read.concurrency()).isEqualTo(new Concurrency(3, 2, 5));
    assertThat(read.retention()).isEqualTo(new Retention(1, 2, 3, 4, 5, 6));
    assertThat(read.purgeDelay()).isEqualTo(Duration.ofDays(30));
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(read.schedule())
        .isEqualTo(
            new Schedule(
                false, null, List.of(LocalTime.of(6, 0)), Set.of(DayOfWeek.MONDAY), berlin));
    assertThat(read.schedules().verify().schedule())
        .isEqualTo(
            new Schedule(
                false,
                null,
                List.of(LocalTime.of(1, 0), LocalTime.of(13, 0)),
                Set.of(DayOfWeek.SATURDAY),
                berlin));
    assertThat(read.schedules().prune().days()).containsExactly(DayOfWeek.TUESDAY);
    assertThat(read.report())
        .isEqualTo(new ReportSettings(List.of("ops@acme.test"), ReportSettings.When.PROBLEMS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mailboxes: {include: ['']}|include: a pattern is empty",
        "concurrency: {mailboxes: 0}|mailboxes is 1 to 64",
        "concurrency: {requests-per-mailbox: 5}|requests-per-mailbox is 1 to 4",
        "retention: {keep-last: -1}|a number of snapshots cannot be negative",
        "retention: {keep-last: 0, keep-daily: 0, keep-weekly: 0, keep-monthly: 0, keep-yearly:"
            + " 0}|retention keeps nothing",
        "schedules: {verify: {at: []}}|at least one time of day",
        "schedules: {backup: {times-per-day: 9}}|times-per-day is 1 to 4",
        "schedule: {enabled: true}|schedule"
      })
  void aWrongDefinitionIsRefusedWithItsPlace(String line, String said) {
    assertThatThrownBy(() -> read(LEAST + line + "\n"))
        .isInstanceOf(RollcallException.class)
        .hasMessageContaining(said)
        .hasMessageContaining("acme.yaml:4");
  }

  @ParameterizedTest
  @CsvSource({
    "all,anna@acme.test,true",
    "anna@acme.test,Anna@ACME.test,true",
    "anna@acme.test,ben@acme.test,false",
    "*@acme.test,ben@beta.test,false"
  })
  void mailboxesAreAllOrThoseOfPatterns(String selection, String address, boolean has) {
    assertThat(MailboxSelection.parse(selection).has(address)).isEqualTo(has);
  }

  @Test
  void whatIsExcludedIsStrongerThanWhatIsIncluded() {
    MailboxSelection selection = new MailboxSelection(List.of("*@acme.test"), List.of("svc-*"));
    assertThat(selection.has("svc-a@acme.test")).isFalse();
    assertThat(selection.has("anna@acme.test")).isTrue();
  }
}
