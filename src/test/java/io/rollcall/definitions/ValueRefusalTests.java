package io.rollcall.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueRefusalTests {
  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void makeHome() {
    home = new Home(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "span: 30 | 2:7 span: give a unit: 30s, 5m, 24h",
        "span: 1.5 | 2:7 span: give a unit: 30s, 5m, 24h",
        "span: -5m | 2:7 span: '-5m' is not understood, allowed: 30s, 5m, 24h, 7d, PT1H30M",
        "span: PT-5M | 2:7 span: 'PT-5M' is not understood, allowed: 30s, 5m, 24h, 7d, PT1H30M",
        "span: [5m] | 2:7 span cannot be a list, allowed: a single value",
        "span: {h: 5} | 2:7 span cannot be `key: value` lines, allowed: a single value",
        "size: 10 | 2:7 size: give a unit: 500KB, 10MB, 1GB",
        "size: 10mb | 2:7 size: '10mb' is not understood, allowed: 500KB, 10MB, 1GB",
        "size: 999999999999TB | 2:7 size: more than a file can have, allowed: 500KB, 10MB, 1GB",
        "number: abc | 2:9 number: 'abc' is not understood, allowed: a whole number",
        "number: 1e3 | 2:9 number: '1e3' is not understood, allowed: a whole number",
        "number: 010 | 2:9 number: '010' is not understood, allowed: a whole number",
        "number: 1_000 | 2:9 number: '1_000' is not understood, allowed: a whole number",
        "number: 2147483648 | 2:9 number: '2147483648' is not understood,"
            + " allowed: -2147483648 to 2147483647",
        "big-number: 9999999999999999999 | 2:13 big-number: '9999999999999999999' is not"
            + " understood, allowed: -9223372036854775808 to 9223372036854775807",
        "truth: yes | 2:8 truth: 'yes' is not understood, allowed: true, false",
        "truth: True | 2:8 truth: 'True' is not understood, allowed: true, false",
        "oven: gaz | 2:7 oven: 'gaz' is not understood (did you mean gas?),"
            + " allowed: wood-fired, gas",
        "oven: WOOD_FIRED | 2:7 oven: 'WOOD_FIRED' is not understood, allowed: wood-fired, gas",
        "share: 35 | 2:8 share: a percentage is written like 10%",
        "share: 101% | 2:8 share: a percentage is 0% to 100%",
        "share: {value: 5} | 2:8 share cannot be `key: value` lines, allowed: a single value",
        "zone: Berlin | 2:7 zone: 'Berlin' is not understood,"
            + " allowed: a time zone like Europe/Berlin or UTC",
        "time: 2:00 | 2:7 time: '2:00' is not understood,"
            + " allowed: a time of day like 02:00 or 14:30:00",
        "time: 24:00 | 2:7 time: '24:00' is not understood,"
            + " allowed: a time of day like 02:00 or 14:30:00",
        "day: so | 2:6 day: 'so' is not understood, allowed: mon, tue, wed, thu, fri, sat, sun",
        "path: ~/x | 2:7 path: ~ is not expanded; write the path out",
        "path: '' | 2:7 path: a path is missing",
        "limit: ten | 2:8 limit: a limit is 100, 10%, none or {count: 100, percent: 10}",
        "limit: {} | 2:8 limit has no value, allowed: count, percent",
        "limit: {count: -1} | 2:16 limit: count is 0 or more",
        "limit: {percent: 101} | 2:18 limit.percent: a percentage is 0% to 100%",
        "limit: {cuont: 1} | 2:9 unknown key cuont (did you mean count?), allowed: count, percent",
        "shape: circle | 2:8 shape cannot be a single value, allowed: `key: value` lines below it",
        "shape: {side: 1} | 2:8 missing key shape.type, allowed: circle, square",
        "shape: {type: cirkle} | 2:15 shape.type: 'cirkle' is not understood"
            + " (did you mean circle?), allowed: circle, square",
        "shape: {type: [circle]} | 2:15 shape.type cannot be a list, allowed: a single value",
        "shape: {type: square} | 2:8 missing key shape.side",
        "shape: {type: circle, side: 1} | 2:23 unknown key side, allowed: type, radius",
        "crust: rye | 2:8 crust cannot be a single value, allowed: `key: value` lines below it",
        "crust: {flour: sand} | 2:8 crust: nobody eats sand",
        "crusts: rye | 2:9 crusts cannot be a single value,"
            + " allowed: a list: [a, b], or one `- a` per line",
        "crusts: [{flour: rye}, {layers: 1}] | 2:24 missing key crusts.flour",
        "ovens: [gas, wood-fired, gas] | 2:26 ovens has the same value twice",
        "spans: {first: 1} | 2:16 spans.first: give a unit: 30s, 5m, 24h",
        "spans: [1s] | 2:8 spans cannot be a list, allowed: `key: value` lines below it",
        "isbn: 97 | 2:7 isbn: an ISBN has 13 digits",
        "text: | 2:6 text has no value; give one, or leave the key out",
        "text: ~ | 2:7 text has no value; give one, or leave the key out",
        "number: null | 2:9 number has no value; give one, or leave the key out",
        "schedule: | 2:10 schedule has no value; give one, or leave the key out",
        "ovens: [gas, ] | ",
        "ovens: [~] | 2:9 ovens has no value; give one, or leave the key out",
        "organizations: [] | 2:16 organizations is empty, allowed: all, a key, a list of keys",
        "organizations: [acme, all] | 2:23 organizations: all stands alone: `organizations: all`",
        "organizations: All | 2:16 organizations: all stands alone: `organizations: all`",
        "organizations: [acme, acme] | 2:23 organizations names acme twice",
        "organizations: a b | 2:16 organizations: 'a b' is no organization's key",
        "organizations: ../b | 2:16 organizations: '../b' is no organization's key",
        "organizations: {acme: 1} | 2:16 organizations cannot be `key: value` lines,"
            + " allowed: a single value",
        "organization: [acme] | 2:15 organizations cannot be a list, allowed: a single value",
        "schedule: {times-per-day: 5} | 2:27 schedule: times-per-day is 1 to 4",
        "schedule: {at: [\"02:00\"], times-per-day: 1} | 2:11 schedule: give either times-per-day"
            + " or at, not both",
        "report: {recipients: [ops]} | 2:22 report: recipients: 'ops' is no mail address",
        "report: {recipients: [\"a@b\\r\\nBcc: c@d\"]} | 2:22 report: recipients:"
            + " 'a@b??Bcc: c@d' is no mail address",
        "report: {when: never} | 2:16 report.when: 'never' is not understood,"
            + " allowed: always, changes, problems, failure",
      })
  void saysWhereWhatAndWhatIsAllowed(String line, String error) {
    var errors = home.errors("family: everything\n" + line + "\n");

    assertThat(String.join("\n", errors)).isEqualTo(error == null ? "" : "jobs/acme.yaml:" + error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hunter2 | 2:9 secret: a secret is named by reference only: env:VARIABLE or file:/path",
        "'plain:hunter2' | 2:9 secret: a secret is named by reference only:"
            + " env:VARIABLE or file:/path",
        "[hunter2] | 2:9 secret cannot be a list, allowed: a single value",
        "{scheme: plain, name: hunter2} | 2:9 secret cannot be `key: value` lines,"
            + " allowed: a single value",
      })
  void refusesASecretWithoutRepeatingIt(String value, String error) {
    assertThat(home.errors("family: everything\nsecret: " + value))
        .containsExactly("jobs/acme.yaml:" + error)
        .noneMatch(line -> line.contains("hunter2"));
  }

  @Test
  void refusesAKeyAndItsAliasTogether() {
    assertThat(home.errors("family: everything\norganization: acme\norganizations: all\n"))
        .containsExactly("jobs/acme.yaml:2:15 give either organizations or organization, not both");
  }

  @Test
  void namesChunkSizeAtItsValue() {
    assertThat(home.errors(Home.LEAST + "chunk-size: 9"))
        .containsExactly("jobs/acme.yaml:4:13 chunk-size is 10 to 10000");
  }

  @Test
  void shortensLongValuesAndHidesControlCharacters() {
    assertThat(home.errors("family: everything\nnumber: \"\\e[31m" + "x".repeat(100) + "\""))
        .containsExactly(
            "jobs/acme.yaml:2:9 number: '?[31m"
                + "x".repeat(55)
                + "...' is not understood,"
                + " allowed: a whole number");
  }
}
