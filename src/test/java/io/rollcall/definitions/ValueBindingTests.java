package io.rollcall.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.backendsync.BackendLimits;
import io.rollcall.backendsync.ContactsRule;
import io.rollcall.backendsync.ExchangeExportSource;
import io.rollcall.definitions.EverythingDefinition.Circle;
import io.rollcall.definitions.EverythingDefinition.Crust;
import io.rollcall.definitions.EverythingDefinition.Oven;
import io.rollcall.definitions.EverythingDefinition.Square;
import io.rollcall.kernel.OrganizationScope;
import io.rollcall.kernel.Percent;
import io.rollcall.kernel.ReportSettings;
import io.rollcall.kernel.Schedule;
import io.rollcall.kernel.SecretRef;
import io.rollcall.plan.KindLimits;
import io.rollcall.plan.Limit;
import io.rollcall.plan.PlanSettings;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class ValueBindingTests {
  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void makeHome() {
    home = new Home(folder);
  }

  @Test
  void bindsOneOfEachType() {
    var bound = home.everything(EverythingDefinition.EXAMPLE);

    assertThat(bound)
        .usingRecursiveComparison()
        .ignoringFields("isbn")
        .isEqualTo(
            new EverythingDefinition(
                new OrganizationScope(List.of("acme", "beta")),
                "${NOT} a placeholder",
                Integer.MAX_VALUE,
                Long.MIN_VALUE,
                false,
                Oven.GAS,
                Duration.ofMinutes(90),
                DataSize.ofMegabytes(10),
                new Percent(35),
                new SecretRef("env", "ACME_SECRET"),
                ZoneId.of("Europe/Berlin"),
                LocalTime.of(14, 30),
                DayOfWeek.TUESDAY,
                folder.resolve("in/acme.gz"),
                new Limit(100L, new Percent(10)),
                new Square(3),
                new Crust("rye", 2),
                null,
                List.of(new Crust("rye", 1), new Crust("spelt", 2)),
                Set.of(Oven.GAS, Oven.WOOD_FIRED),
                Map.of("first", Duration.ofSeconds(1), "second", Duration.ofHours(2)),
                new Schedule(
                    true,
                    3,
                    List.of(),
                    Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                    ZoneId.of("+02:00")),
                new ReportSettings(List.of("ops@acme.example"), ReportSettings.When.FAILURE)));
    assertThat(bound.isbn()).hasToString("9780000000000");
  }

  @Test
  void takesDefaultsForWhatIsLeftOut() {
    var bound = home.everything("");

    assertThat(bound.organizations().all()).isTrue();
    assertThat(bound.bigNumber()).isEqualTo(-7);
    assertThat(bound.truth()).isTrue();
    assertThat(bound.oven()).isEqualTo(Oven.WOOD_FIRED);
    assertThat(bound.text()).isNull();
    assertThat(bound.limit()).isNull();
    assertThat(bound.crusts()).isEmpty();
    assertThat(bound.spans()).isEmpty();
    assertThat(bound.schedule())
        .isEqualTo(new Schedule(false, null, List.of(), Set.of(), ZoneId.of("UTC")));
    assertThat(bound.report()).isEqualTo(new ReportSettings(List.of(), ReportSettings.When.ALWAYS));
  }

  @ParameterizedTest
  @CsvSource({
    "30s, PT30S",
    "5m, PT5M",
    "24h, PT24H",
    "7d, PT168H",
    "250ms, PT0.25S",
    "0s, PT0S",
    "PT1H30M, PT1H30M",
    "P2D, PT48H",
  })
  void readsDurations(String text, Duration duration) {
    assertThat(home.everything("span: " + text).span()).isEqualTo(duration);
  }

  @ParameterizedTest
  @CsvSource({"1B, 1", "2KB, 2048", "10MB, 10485760", "1GB, 1073741824", "1TB, 1099511627776"})
  void readsSizes(String text, long bytes) {
    assertThat(home.everything("size: " + text).size().toBytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"\"02:00\", 02:00", "02:00, 02:00", "14:30:00, 14:30", "'23:59:59', 23:59:59"})
  void readsTimesOfDayWithAndWithoutQuotes(String text, LocalTime time) {
    assertThat(home.everything("time: " + text).time()).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100 | 100",
        "10% | 10%",
        "none | none",
        "{count: 100} | 100",
        "{percent: 10} | 10%",
        "{percent: 10%} | 10%",
        "{count: 100, percent: 10} | 10%, at most 100",
      })
  void readsLimitsInAllForms(String text, String limit) {
    assertThat(home.everything("limit: " + text).limit()).hasToString(limit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "organizations: all | all",
        "organizations: acme | acme",
        "organizations: [acme, beta] | acme, beta",
        "organization: acme | acme",
      })
  void readsScopes(String line, String scope) {
    assertThat(home.everything(line).organizations()).hasToString(scope);
  }

  @Test
  void choosesRecordsByTheirType() {
    assertThat(home.everything("shape: {type: circle}").shape()).isEqualTo(new Circle(1));
    assertThat(home.everything("shape: {side: 2, type: square}").shape()).isEqualTo(new Square(2));
  }

  @Test
  void keepsAnEmptyTextThatIsQuoted() {
    assertThat(home.everything("text: ''").text()).isEmpty();
    assertThat(home.everything("text: 'null'").text()).isEqualTo("null");
  }

  @Test
  void readsPathsFromTheHomeFolderOn() {
    assertThat(home.everything("path: exports").path()).isEqualTo(folder.resolve("exports"));
    assertThat(home.everything("path: /srv/exports").path()).isEqualTo(Path.of("/srv/exports"));
  }

  @Test
  void leavesTheRestOfALimitsKindAsItIs() {
    var limits =
        home.backendSync(Home.LEAST + "limits: {mailboxes: {remove: 5}, total: 9}").limits();

    assertThat(limits.mailboxes().remove()).hasToString("5");
    assertThat(limits.mailboxes().add()).isEqualTo(Limit.NONE);
    assertThat(limits.lists().remove()).hasToString("10%, at most 500");
    assertThat(limits.total()).hasToString("9");
  }

  @Test
  void readsABackendSyncThatSaysEverything() {
    var bound =
        home.backendSync(
            """
            family: backend-sync
            description: Acme, at night
            organization: acme
            source: {type: exchange-export, path: acme.gz}
            disabled-contacts: {attribute: customAttribute9, value: gone}
            limits:
              mailboxes: {add: 1, update: 2, remove: 3}
              lists: {add: 4}
              contacts: {add: 5}
              addresses: {add: 6}
              settings: {add: 7}
              members: {add: 8}
              permissions: {add: 9}
              total: {count: 10, percent: 11}
            source-minimum: 90%
            plan: {max-age: 1h, approval-max-age: 2h}
            chunk-size: 10000
            schedule: {enabled: true, at: ["02:00"]}
            report: {recipients: [ops@acme.example], when: problems}
            """);

    BackendLimits limits = bound.limits();
    assertThat(bound.description()).isEqualTo("Acme, at night");
    assertThat(bound.organizations()).hasToString("acme");
    assertThat(bound.source()).isEqualTo(new ExchangeExportSource(folder.resolve("acme.gz")));
    assertThat(bound.disabledContacts()).isEqualTo(new ContactsRule("customAttribute9", "gone"));
    assertThat(limits.mailboxes())
        .isEqualTo(new KindLimits(Limit.parse("1"), Limit.parse("2"), Limit.parse("3")));
    assertThat(
            Stream.of(
                    limits.lists(),
                    limits.contacts(),
                    limits.addresses(),
                    limits.settings(),
                    limits.members(),
                    limits.permissions())
                .map(kind -> kind.add().toString()))
        .containsExactly("4", "5", "6", "7", "8", "9");
    assertThat(limits.total()).isEqualTo(new Limit(10L, new Percent(11)));
    assertThat(bound.sourceMinimum()).isEqualTo(new Percent(90));
    assertThat(bound.plan()).isEqualTo(new PlanSettings(Duration.ofHours(1), Duration.ofHours(2)));
    assertThat(bound.chunkSize()).isEqualTo(10_000);
    assertThat(bound.schedule().at()).containsExactly(LocalTime.of(2, 0));
    assertThat(bound.report().when()).isEqualTo(ReportSettings.When.PROBLEMS);
  }

  @Test
  void readsABackendSyncOfNothingButDefaults() {
    var bound = home.backendSync(Home.LEAST);

    assertThat(bound.description()).isEmpty();
    assertThat(bound.disabledContacts())
        .hasToString("ContactsRule[attribute=customAttribute2, value=disabled]");
    assertThat(bound.limits().total()).isEqualTo(Limit.NONE);
    assertThat(bound.limits().permissions().update()).isEqualTo(Limit.NONE);
    assertThat(bound.sourceMinimum()).isEqualTo(new Percent(50));
    assertThat(bound.plan().maxAge()).isEqualTo(Duration.ofHours(24));
    assertThat(bound.plan().approvalMaxAge()).isEqualTo(Duration.ofHours(24));
    assertThat(bound.chunkSize()).isEqualTo(1000);
    assertThat(bound.schedule().zone().normalized()).isEqualTo(ZoneOffset.UTC);
  }
}
