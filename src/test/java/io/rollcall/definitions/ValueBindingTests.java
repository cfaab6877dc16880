package io.rollcall.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.definitions.EverythingDefinition.Circle;
import io.rollcall.definitions.EverythingDefinition.Crust;
import io.rollcall.definitions.EverythingDefinition.Oven;
import io.rollcall.definitions.EverythingDefinition.Square;
import io.rollcall.kernel.Percent;
import io.rollcall.kernel.ReportSettings;
import io.rollcall.kernel.Schedule;
import io.rollcall.kernel.SecretRef;
import io.rollcall.plan.Limit;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    var bound =
        home.everything(
            """
            organizations: [acme, beta]
            text: ${NOT} a placeholder
            number: 2147483647
            big-number: -9223372036854775808
            truth: false
            oven: gas
            span: 90m
            size: 10MB
            share: 35%
            secret: env:ACME_SECRET
            zone: Europe/Berlin
            time: 14:30:00
            day: Tuesday
            path: exports/../in/acme.gz
            limit: {count: 100, percent: 10}
            shape: {type: square, side: 3}
            crust: {flour: rye}
            isbn: 9780000000000
            crusts:
              - flour: rye
                layers: 1
              - {flour: spelt}
            ovens: [gas, wood-fired]
            spans: {first: 1s, second: 2h}
            schedule: {enabled: true, times-per-day: 3, zone: +02:00, days: [mon, SUN]}
            report: {recipients: [ops@acme.example], when: failure}
            """);

    assertThat(bound)
        .usingRecursiveComparison()
        .ignoringFields("isbn")
        .isEqualTo(
            new EverythingDefinition(
                new io.rollcall.kernel.OrganizationScope(List.of("acme", "beta")),
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
