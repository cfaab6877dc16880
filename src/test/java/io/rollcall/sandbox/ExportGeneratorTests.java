package io.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.exchange.ExchangeObject;
import io.rollcall.exchange.ExportFile;
import io.rollcall.exchange.GroupState;
import io.rollcall.exchange.Limit;
import io.rollcall.exchange.ObjectKind;
import io.rollcall.exchange.Parsed;
import io.rollcall.exchange.Reading;
import io.rollcall.exchange.RecipientType;
import io.rollcall.exchange.RecordParser;
import io.rollcall.exchange.Reference;
import io.rollcall.exchange.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportGeneratorTests {
  private static final List<String> DOMAINS = List.of("acme.example", "acme.test");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, Long.MAX_VALUE, Long.MIN_VALUE})
  void whatIsGeneratedIsReadBackWhole(long seed) {
    ExportGenerator generator = new ExportGenerator(seed, "acme", DOMAINS, 500);
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < generator.size(); i++) {
      ExchangeObject object = parse(generator.line(i));
      assertThat(object.type()).isEqualTo(generator.type(i));
      assertThat(object.identity().backendGuid()).isEqualTo(generator.guid(i));
      assertThat(object.primarySmtp()).isEqualTo(generator.primaryAddress(i));
      assertThat(object.displayName()).isNotBlank();
      for (Reading reading : object.readings().values()) {
        boolean readable = !reading.section().key().matches("automatic-replies|unified-messaging");
        assertThat(readable && reading.state() == GroupState.FAILED).isFalse();
        reading.addresses().forEach(address -> assertThat(keys.add(address.key())).isTrue());
      }
    }
  }

  @Test
  void theMixIsThatOfAHostedOrganization() {
    ExportGenerator generator = new ExportGenerator(3, "acme", DOMAINS, 5_000);
    Map<ObjectKind, Integer> kinds = new EnumMap<>(ObjectKind.class);
    Map<RecipientType, Integer> types = new EnumMap<>(RecipientType.class);
    long characters = 0;
    for (int i = 0; i < generator.size(); i++) {
      kinds.merge(generator.type(i).kind(), 1, Integer::sum);
      types.merge(generator.type(i), 1, Integer::sum);
      characters += generator.line(i).length();
    }
    assertThat(kinds.get(ObjectKind.MAILBOX)).isBetween(4_250, 4_550);
    assertThat(kinds.get(ObjectKind.LIST)).isBetween(280, 420);
    assertThat(types.keySet()).containsExactlyInAnyOrder(RecipientType.values());
    assertThat(characters / generator.size()).isBetween(2_700L, 4_000L);
  }

  @Test
  void referencesNameObjectsOfTheOrganization() {
    ExportGenerator generator = new ExportGenerator(3, "acme", DOMAINS, 1_000);
    Map<UUID, Integer> indices = new HashMap<>();
    for (int i = 0; i < generator.size(); i++) {
      indices.put(generator.guid(i), i);
    }
    boolean later = false;
    boolean nested = false;
    for (int i = 0; i < generator.size(); i++) {
      if (generator.type(i).kind() == ObjectKind.LIST) {
        for (Reference member : members(generator.line(i))) {
          assertThat(indices).containsKey(member.guid());
          int index = indices.get(member.guid());
          later |= index > i;
          nested |= generator.type(index).kind() == ObjectKind.LIST;
        }
      }
    }
    assertThat(later).isTrue();
    assertThat(nested).isTrue();
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherOrganizationOtherObjects() throws IOException {
    Path one = write(new ExportGenerator(9, "acme", DOMAINS, 300), "one.jsonl");
    Path same = write(new ExportGenerator(9, "acme", DOMAINS, 300), "same.jsonl");
    assertThat(one).hasSameBinaryContentAs(same);
    assertThat(new ExportGenerator(9, "globex", DOMAINS, 300).guid(0))
        .isNotEqualTo(new ExportGenerator(9, "acme", DOMAINS, 300).guid(0));
  }

  @Test
  void aWrittenFileIsAWholeExport() throws IOException {
    for (String name : List.of("export.jsonl", "export.jsonl.gz")) {
      Path file = write(new ExportGenerator(9, "acme", DOMAINS, 300).delete(4).add(10), name);
      try (ExportFile export = ExportFile.open(file, new byte[0])) {
        int lines = 0;
        while (export.next() != null) {
          lines++;
        }
        assertThat(lines).isEqualTo(309);
        assertThat(export.trailer().total()).isEqualTo(309);
        assertThat(export.header().organization()).isEqualTo("acme");
      }
    }
  }

  @Test
  void aChangeOfOneObjectChangesItsLineAlone() {
    int mailbox = generator().find(ObjectKind.MAILBOX, 17);
    assertThat(changed(generator().displayName(mailbox, "Zoe \"Quoted\" Zander")))
        .containsExactly(mailbox);
    assertThat(changed(generator().quota(mailbox, 7))).containsExactly(mailbox);
    assertThat(changed(generator().rename(mailbox))).containsExactly(mailbox);
    assertThat(changed(generator().add(50))).isEmpty();
  }

  @Test
  void theChangesAreWhatTheySay() {
    int i = generator().find(ObjectKind.MAILBOX, 17);
    ExchangeObject before = parse(generator().line(i));

    assertThat(parse(generator().displayName(i, "Zoe").line(i)).displayName()).isEqualTo("Zoe");

    Map<String, Object> quota =
        parse(generator().quota(i, 7).line(i)).readings().get(Section.MAILBOX_QUOTA).settings();
    assertThat(quota).containsEntry("prohibitSendQuota", 7L << 30);
    assertThat(quota).doesNotContainValue(Limit.DATABASE_DEFAULT);

    ExchangeObject renamed = parse(generator().rename(i).line(i));
    assertThat(renamed.identity().backendGuid()).isEqualTo(before.identity().backendGuid());
    assertThat(renamed.primarySmtp()).isNotEqualTo(before.primarySmtp());
    assertThat(renamed.readings().get(Section.MAILBOX_EMAIL_ADDRESSES).addresses())
        .anyMatch(a -> !a.primary() && a.value().equals(before.primarySmtp()));

    ExchangeObject recreated = parse(generator().recreate(i).line(i));
    assertThat(recreated.identity().backendGuid()).isNotEqualTo(before.identity().backendGuid());
    assertThat(recreated.identity().exchangeGuid()).isNotEqualTo(before.identity().exchangeGuid());
    assertThat(recreated.primarySmtp()).isEqualTo(before.primarySmtp());
  }

  @Test
  void aDeletedObjectLeavesEveryListThatNamedIt() {
    ExportGenerator generator = generator();
    int list = generator.find(ObjectKind.LIST, 0);
    while (members(generator.line(list)).isEmpty()) {
      list = generator.find(ObjectKind.LIST, list + 1);
    }
    UUID member = members(generator.line(list)).get(0).guid();
    for (int i = 0; i < generator.size(); i++) {
      if (generator.guid(i).equals(member)) {
        generator.delete(i);
        assertThat(generator.exists(i)).isFalse();
      }
    }
    assertThat(members(generator.line(list))).extracting(Reference::guid).doesNotContain(member);
  }

  private static ExportGenerator generator() {
    return new ExportGenerator(11, "acme", DOMAINS, 400);
  }

  private static List<Integer> changed(ExportGenerator after) {
    List<Integer> changed = new ArrayList<>();
    ExportGenerator before = generator();
    for (int i = 0; i < before.size(); i++) {
      if (!before.line(i).equals(after.line(i))) {
        changed.add(i);
      }
    }
    return changed;
  }

  private static List<Reference> members(String line) {
    return parse(line).readings().get(Section.LIST_MEMBERS).references();
  }

  private static ExchangeObject parse(String line) {
    Parsed parsed = new RecordParser().parse(line.getBytes(StandardCharsets.UTF_8));
    assertThat(parsed).as(line).isInstanceOf(Parsed.Read.class);
    return ((Parsed.Read) parsed).object();
  }

  private Path write(ExportGenerator generator, String name) throws IOException {
    Path file = folder.resolve(name);
    generator.write(file);
    assertThat(Files.size(file)).isPositive();
    return file;
  }
}
