package io.rollcall.exchange.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.exchange.ExchangeObject;
import io.rollcall.exchange.ExportFile;
import io.rollcall.exchange.GroupState;
import io.rollcall.exchange.Parsed;
import io.rollcall.exchange.Reading;
import io.rollcall.exchange.Reference;
import io.rollcall.exchange.Section;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An organization is the same whether a script exports it or its tenant is read. */
class SameOrganizationIntegrationTests {
  private static final int OBJECTS = 250;

  @TempDir Path folder;
  private final OnlineTenant tenant = new OnlineTenant(OBJECTS, 23);

  @AfterEach
  void close() {
    tenant.close();
  }

  @Test
  void readsEveryGroupAsTheExportHasIt() {
    Map<UUID, Parsed.Read> exported = OnlineTenant.objects(tenant.export(folder));
    Map<UUID, Parsed.Read> read = OnlineTenant.objects(tenant.read(folder));

    assertThat(read.keySet()).isEqualTo(exported.keySet()).hasSize(OBJECTS);
    Map<Section, Integer> compared = new EnumMap<>(Section.class);
    for (UUID guid : exported.keySet()) {
      compare(exported.get(guid).object(), read.get(guid).object(), compared);
    }
    Set<Section> all = EnumSet.allOf(Section.class);
    all.remove(Section.MAILBOX_UNIFIED_MESSAGING);
    assertThat(compared.keySet()).containsExactlyInAnyOrderElementsOf(all);
    assertThat(tenant.warnings).isEmpty();
  }

  private static void compare(
      ExchangeObject exported, ExchangeObject read, Map<Section, Integer> compared) {
    assertThat(read.type()).isEqualTo(exported.type());
    assertThat(read.identity()).isEqualTo(exported.identity());
    exported
        .readings()
        .forEach(
            (section, reading) -> {
              Reading other = read.readings().get(section);
              assertThat(other.state())
                  .as(section + " " + other.reason())
                  .isEqualTo(reading.state());
              if (reading.state() == GroupState.READ) {
                compared.merge(section, 1, Integer::sum);
                assertThat(other.notAvailable()).as("%s", section).isEmpty();
                assertThat(words(other)).as("%s", section).isEqualTo(words(reading));
              }
            });
  }

  /** What is left out of both: how a reference was written, where its GUID is known. */
  private static Map<String, Object> words(Reading reading) {
    Map<String, Object> words = new TreeMap<>();
    reading.settings().forEach((name, value) -> words.put(name, word(value)));
    words.put("", reading.addresses());
    words.put(" ", word(reading.references()));
    return words;
  }

  private static Object word(Object value) {
    if (value instanceof Reference reference) {
      return reference.guid() == null ? reference : reference.guid();
    }
    if (value instanceof List<?> list) {
      List<Object> words = new ArrayList<>();
      list.forEach(one -> words.add(word(one)));
      words.sort((a, b) -> a.toString().compareTo(b.toString()));
      return words;
    }
    return value;
  }

  @Test
  void givesEqualObjectsEqualLines() throws Exception {
    Path first = Files.move(tenant.read(folder), folder.resolve("first.jsonl.gz"));
    List<String> before = lines(first);

    assertThat(lines(tenant.read(folder))).isEqualTo(before);
    tenant.exchange.batches(false);
    assertThat(lines(tenant.read(folder))).isEqualTo(before);
  }

  private static List<String> lines(Path file) {
    List<String> lines = new ArrayList<>();
    try (ExportFile export = ExportFile.open(file, new byte[0])) {
      for (ExportFile.Line line = export.next(); line != null; line = export.next()) {
        lines.add(new String(line.bytes(), StandardCharsets.UTF_8));
      }
    }
    return lines;
  }

  @Test
  void asksForAllObjectsTogetherAndForSingleOnesTenAtATime() {
    tenant.read(folder);

    long single =
        tenant.exchange.received().stream()
            .filter(request -> request.matches("\\S+ [0-9a-f-]{36}"))
            .count();
    long pages = tenant.exchange.received().size() - single;
    assertThat(tenant.exchange.requests()).isBetween(pages + single / 10, pages + single / 8);
  }
}
