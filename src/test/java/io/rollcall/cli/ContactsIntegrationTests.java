package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.FolderState;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Observed;
import io.rollcall.contacts.store.Observed.Photo;
import io.rollcall.contacts.store.SnapshotWriting;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import io.rollcall.operations.Organizations;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that look into the backups of contacts, on a home that has three snapshots. */
class ContactsIntegrationTests {
  private static final FolderState CONTACTS = new FolderState("f1", null, "Contacts", true);
  private static final FolderState CLIENTS = new FolderState("f2", "f1", "Clients", false);
  private static final FolderState OLD = new FolderState("f3", "f2", "Old", false);

  @TempDir static Path folder;
  private static long mailbox;

  @BeforeAll
  static void backUpThreeTimes() throws Exception {
    Typed made = Typed.in("contacts", "new-key", folder.resolve("key").toString());
    assertThat(made.code()).as(made.err()).isZero();
    Files.writeString(
        folder.resolve("rollcall.yaml"),
        "rollcall.contacts.key: file:%s\n".formatted(folder.resolve("key")));
    try (TestHome home =
        new TestHome(
            folder,
            TestDatabase.embedded(folder),
            "rollcall.contacts.key=file:" + folder.resolve("key"))) {
      home.organization("acme", "acme.example");
      ContactStore store = home.bean(ContactStore.class);
      Mailbox anna =
          store.mailbox(
              home.bean(Organizations.class).get("acme"), "id-of-anna", "Anna@acme.example");
      mailbox = anna.id();
      snapshot(
          store,
          anna,
          List.of(CONTACTS, CLIENTS, OLD),
          writing -> {
            writing.put("f1", List.of(contact("a", "Ada Byron", "+49 (170) 555-0101", "short")));
            writing.put("f2", List.of(contact("b", "Bob \u202Eevil", "", "")));
            writing.put("f3", List.of(contact("c", "Cécile Müller", "", "x".repeat(300))));
          });
      snapshot(
          store,
          anna,
          List.of(CONTACTS, CLIENTS),
          writing -> {
            writing.put("f1", List.of(contact("a", "Ada King", "+49 (170) 555-0101", "")));
            writing.gone("f2", List.of("b"));
          });
      snapshot(
          store,
          anna,
          List.of(CONTACTS, CLIENTS),
          writing -> {
            writing.put("f2", List.of(contact("a", "Ada King", "+49 (170) 555-0101", "")));
            writing.gone("f1", List.of("a"));
          });
      store.mailbox(home.bean(Organizations.class).get("acme"), "id-of-ben", "ben@acme.example");
    }
  }

  private static void snapshot(
      ContactStore store,
      Mailbox mailbox,
      List<FolderState> folders,
      Consumer<SnapshotWriting> writes) {
    SnapshotWriting writing = store.begin(mailbox, 1, () -> {});
    writing.folders(folders);
    writes.accept(writing);
    writing.finish(Map.of());
  }

  private static Observed contact(String id, String name, String phone, String note) {
    Map<ContactField, Object> values = new EnumMap<>(ContactField.class);
    values.put(ContactField.DISPLAY_NAME, name);
    values.put(ContactField.MOBILE_PHONE, phone);
    values.put(ContactField.PERSONAL_NOTES, note);
    values.put(
        ContactField.EMAIL_ADDRESSES, List.of(new ContactEmail(name, id + "@customer.example")));
    return new Observed(id, new ContactCard(values), Instant.EPOCH, null, Photo.none());
  }

  private static Typed typed(String... arguments) {
    return Typed.in(
        Stream.concat(
                Stream.of("contacts"),
                Stream.concat(Stream.of(arguments), Stream.of("--home", folder.toString())))
            .toArray(String[]::new));
  }

  private static List<String> lines(String... arguments) {
    Typed typed = typed(arguments);
    assertThat(typed.code()).as(typed.err()).isZero();
    return typed.out().lines().toList();
  }

  private static JsonNode json(String... arguments) {
    Typed typed =
        typed(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
    assertThat(typed.code()).as(typed.err()).isZero();
    return JsonMapper.shared().readTree(typed.out());
  }

  private static String number(String name) {
    return json("find", name).get("found").get(0).get("contact").get("contact").asString();
  }

  @Test
  void snapshotsListsMailboxesAndTheSnapshotsOfOne() {
    List<String> mailboxes = lines("snapshots", "--organization", "acme");
    assertThat(mailboxes.get(0))
        .matches("mailbox +organization +address +snapshots +latest +contacts +bytes");
    assertThat(mailboxes.get(1)).contains(" acme ", " Anna@acme.example ", " 3 ");
    assertThat(mailboxes.get(2)).matches(" +\\d+ +acme +ben@acme.example +0 +- +- +0");

    List<String> snapshots = lines("snapshots", "anna@ACME.example");
    assertThat(snapshots).hasSize(4);
    assertThat(snapshots.get(3)).matches(" +1 +20.* +1 +3 +3 +3 +0 +0 +\\d+");
    assertThat(snapshots.get(2)).matches(" +2 +20.* +1 +2 +1 +0 +1 +2 +\\d+");
    JsonNode first = json("snapshots", "id-of-anna").get(2);
    assertThat(first.get("added").asLong()).isEqualTo(3);
  }

  @Test
  void whatIsNotThereEndsWithSixAndTheNextStep() {
    Typed nobody = typed("list", "nobody@acme.example");
    assertThat(nobody.code()).isEqualTo(6);
    assertThat(nobody.err())
        .contains("no mailbox nobody@acme.example was ever backed up", "contacts snapshots");
    assertThat(typed("list", "ben@acme.example").err()).contains("has no snapshot");
    assertThat(typed("list", "anna@acme.example", "--snapshot", "9").code()).isEqualTo(6);
    assertThat(typed("list", "anna@acme.example", "--snapshot", "2001-01-01").err())
        .contains("has no snapshot of that time: the oldest is 1 of ");
    assertThat(typed("list", "anna@acme.example", "--folder", "None").err())
        .contains("snapshot 3 has no folder None", "--snapshot 3 --folders");
    assertThat(typed("show", "anna@acme.example", "999").code()).isEqualTo(6);
    assertThat(typed("list", "anna@acme.example", "--snapshot", "yesterday").code()).isEqualTo(2);
    assertThat(typed("find", " ").code()).isEqualTo(2);
  }

  @Test
  void listShowsASnapshotByFolderAndName() {
    List<String> first = lines("list", "anna@acme.example", "--snapshot", "1");
    assertThat(first.get(0)).contains("snapshot 1 of Anna@acme.example, ", "3 contacts, 3 listed");
    assertThat(first.get(1))
        .matches("contact +folder +name +address +company +phone +since snapshot");
    assertThat(first.get(2)).contains(" Contacts ", " Ada Byron ", " a@customer.example ");
    assertThat(first.get(3)).contains(" Contacts/Clients ", " Bob \\u202Eevil ");
    assertThat(
            lines("list", "anna@acme.example", "--snapshot", "1", "--folder", "contacts/clients"))
        .hasSize(4);
    assertThat(lines("list", "anna@acme.example")).hasSize(3);
    assertThat(lines("list", "anna@acme.example", "--snapshot", "1", "--folders"))
        .anyMatch(line -> line.matches(" *\\d+ +Contacts/Clients/Old +1"));
    JsonNode json = json("list", String.valueOf(mailbox), "--snapshot", "latest");
    assertThat(json.get("snapshot").get("snapshot").asLong()).isEqualTo(3);
    assertThat(json.get("contacts").get(0).get("folder").asString()).isEqualTo("Contacts/Clients");
    assertThat(json.get("contacts").get(0).get("untilSnapshot").isNull()).isTrue();
  }

  @Test
  void showTellsWhatChangedInWhichSnapshot() {
    String ada = number("Ada");

    List<String> lines = lines("show", "anna@acme.example", ada);

    assertThat(lines.get(0)).isEqualTo("contact " + ada + " of Anna@acme.example: Ada King");
    assertThat(lines.stream().map(line -> line.replaceFirst(", 20.*", "")).skip(1))
        .containsExactly(
            "snapshot 1",
            "  folder           Contacts",
            "  display name     Ada Byron",
            "  email addresses  Ada Byron <a@customer.example>",
            "  mobile phone     +49 (170) 555-0101",
            "  personal notes   short",
            "snapshot 2",
            "  display name     Ada Byron -> Ada King",
            "  email addresses  Ada Byron <a@customer.example> -> Ada King <a@customer.example>",
            "  personal notes   short -> (nothing)",
            "snapshot 3",
            "  folder  Contacts -> Contacts/Clients");
    List<String> gone = lines("show", "anna@acme.example", "c");
    assertThat(gone.get(gone.size() - 1)).startsWith("gone since snapshot 2, 20");
    assertThat(gone).contains("  personal notes   " + "x".repeat(200) + "... (300 characters)");
    JsonNode versions = json("show", "anna@acme.example", ada).get("versions");
    assertThat(versions).hasSize(3);
    assertThat(versions.get(2).get("changes").get(0).get("field").asString()).isEqualTo("FOLDER");
  }

  @Test
  void diffTellsWhatCameWentAndChanged() {
    List<String> lines = lines("diff", "anna@acme.example", "1", "latest");

    assertThat(lines.get(0))
        .isEqualTo("Anna@acme.example, snapshot 1 to snapshot 3: 1 folder and 3 contacts differ");
    assertThat(lines.get(1)).matches("removed folder \\d+: Contacts/Clients/Old");
    assertThat(String.join("\n", lines))
        .contains("changed contact", "  folder           Contacts -> Contacts/Clients")
        .containsPattern("removed contact \\d+: Bob")
        .containsPattern("removed contact \\d+: Cécile");
    assertThat(
            json("diff", "anna@acme.example", "3", "1")
                .get("contacts")
                .findValuesAsString("operation"))
        .containsExactly("changed", "added", "added");
    assertThat(json("diff", "anna@acme.example", "2", "2").get("contacts")).isEmpty();
  }

  @Test
  void findFindsWhatIsGoneByAnyWord() {
    assertThat(lines("find", "cecile MULLER").get(1))
        .matches(
            "Anna@acme.example +\\d+ +Cécile Müller +c@customer.example +Contacts/Clients/Old +1 to"
                + " 1");
    assertThat(lines("find", "0170 5550101", "--mailbox", "anna@acme.example").get(1))
        .contains(" Ada King ", " since 3");
    assertThat(lines("find", "byron").get(1)).contains(" Ada Byron ", " 1 to 1");
    assertThat(lines("find", "customer.example", "--organization", "acme")).hasSize(4);
    assertThat(lines("find", "nobody at all")).containsExactly("no such contact");
  }

  @Test
  void aRotationIsAuditedAndSaysWhatToWriteWhere() throws Exception {
    Path other = folder.resolve("key-2");
    assertThat(json("new-key", other.toString()).get("key").asString()).hasSize(16);
    assertThat(typed("new-key", other.toString()).code()).isEqualTo(2);

    assertThat(lines("rotate-key", "--to", "file:" + other))
        .anyMatch(
            line ->
                line.equals("next: rollcall.contacts.key: file:" + other + " in rollcall.yaml"));

    Typed refused = typed("snapshots");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("is not the one that locks", "file:" + other);
    Path yaml = folder.resolve("rollcall.yaml");
    String before = Files.readString(yaml);
    Files.writeString(yaml, "rollcall.contacts.key: file:%s\n".formatted(other));
    assertThat(lines("snapshots")).hasSize(3);
    assertThat(Typed.in("audit", "--home", folder.toString()).out())
        .contains("contacts-rotate-key", "file:" + other);
    assertThat(lines("rotate-key", "--to", "file:" + folder.resolve("key"))).isNotEmpty();
    Files.writeString(yaml, before);
    assertThat(typed("rotate-key", "--to", "secret").err()).contains("by reference only");
  }

  @Test
  void aDamagedContactIsNamedAndTheOthersAreListed() throws Exception {
    String sql = "UPDATE contacts_version SET content = %s WHERE from_seq = 1 AND folder = 2";
    byte[] stored;
    try (TestHome home = new TestHome(folder, TestDatabase.embedded(folder))) {
      stored =
          home.jdbc()
              .queryForObject(
                  "SELECT content FROM contacts_version WHERE from_seq = 1 AND folder = 2",
                  byte[].class);
      home.jdbc().update(sql.formatted("x'01'"));
    }
    Typed listed = typed("list", "anna@acme.example", "--snapshot", "1");
    JsonNode found = JsonMapper.shared().readTree(typed("find", "customer", "--json").out());
    try (TestHome home = new TestHome(folder, TestDatabase.embedded(folder))) {
      home.jdbc().update(sql.formatted("?"), (Object) stored);
    }

    assertThat(listed.code()).isEqualTo(3);
    assertThat(listed.out().lines()).hasSize(4);
    assertThat(listed.err()).contains("version of snapshot 1 is damaged in the database");
    assertThat(found.get("damaged")).hasSize(1);
    assertThat(found.get("found")).hasSize(2);
  }
}
