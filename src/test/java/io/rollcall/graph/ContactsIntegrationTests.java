package io.rollcall.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.sandbox.graph.ContactGenerator;
import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.SandboxMailbox;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.sandbox.graph.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContactsIntegrationTests {
  private final Tenant tenant =
      new Tenant(SandboxSettings.hostile(5), DirectoryGenerator.directory(5, 12, 0, 0));
  private final GraphContacts graph = tenant.openContacts();
  private final SandboxMailbox mailbox = tenant.mailbox(0);
  private final String user = mailbox.userId();

  @AfterEach
  void close() {
    graph.close();
    tenant.close();
  }

  /** What a round tells, in its order: an id, or one with a minus. */
  private final class Round {
    final Set<String> present = new LinkedHashSet<>();
    final Set<String> removed = new LinkedHashSet<>();
    final String link;

    Round(String folder, DeltaPosition from) {
      link =
          graph
              .contacts(user, folder)
              .round(
                  from,
                  page ->
                      page.items()
                          .forEach(
                              item -> {
                                if (item instanceof DeltaItem.Removed) {
                                  present.remove(item.id());
                                  removed.add(item.id());
                                } else {
                                  present.add(item.id());
                                  removed.remove(item.id());
                                }
                              }));
    }
  }

  private GraphContact read(String id) {
    return graph.contacts(user, List.of(id)).found().get(id);
  }

  @Test
  void findsTheDefaultFolderAndAllOthersAtAnyDepth() {
    String friends = mailbox.addFolder(null, "Friends/Family");
    String below = mailbox.addFolder(mailbox.defaultFolder(), "Suppliers");
    String deep = mailbox.addFolder(below, "Suppliers");
    String deeper = mailbox.addFolder(deep, "משפחה");

    assertThat(graph.folders(user))
        .containsExactlyInAnyOrder(
            new GraphFolder(
                mailbox.defaultFolder(), graph.folders(user).get(0).parentId(), "Contacts", true),
            new GraphFolder(
                friends, graph.folders(user).get(0).parentId(), "Friends/Family", false),
            new GraphFolder(below, mailbox.defaultFolder(), "Suppliers", false),
            new GraphFolder(deep, below, "Suppliers", false),
            new GraphFolder(deeper, deep, "משפחה", false));
    assertThat(graph.folders(user).get(0).isDefault()).isTrue();
  }

  @Test
  void readsMoreFoldersThanOnePageHolds() {
    for (int i = 0; i < 230; i++) {
      mailbox.addFolder(i % 2 == 0 ? null : mailbox.defaultFolder(), "Folder " + i);
    }

    assertThat(graph.folders(user)).hasSize(231);
  }

  @Test
  void tellsWhatChangedInAFolderAndNothingOfThoseBelow() {
    String below = mailbox.addFolder(mailbox.defaultFolder(), "Below");
    ContactGenerator generator = new ContactGenerator(1);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ids.add(mailbox.add(mailbox.defaultFolder(), generator.contact()));
    }
    String other = mailbox.add(below, generator.contact());

    Round first = new Round(mailbox.defaultFolder(), DeltaPosition.fresh());
    assertThat(first.present).containsExactlyInAnyOrderElementsOf(ids);

    mailbox.set(ids.get(3), "jobTitle", "Welder");
    mailbox.delete(ids.get(4));
    mailbox.photo(ids.get(5), generator.photo());
    mailbox.set(other, "jobTitle", "Clerk");
    String added = mailbox.add(mailbox.defaultFolder(), generator.contact());

    Round second = new Round(mailbox.defaultFolder(), DeltaPosition.at(first.link));
    assertThat(second.present).containsExactlyInAnyOrder(ids.get(3), ids.get(5), added);
    assertThat(second.removed).containsExactly(ids.get(4));

    Round third = new Round(mailbox.defaultFolder(), DeltaPosition.at(second.link));
    assertThat(third.present).isEmpty();
    assertThat(third.removed).isEmpty();
  }

  @Test
  void keepsTheIdOfAContactThatIsMoved() {
    String other = mailbox.addFolder(null, "Other");
    String id = mailbox.add(mailbox.defaultFolder(), Map.of("givenName", "Ada"));
    Round before = new Round(mailbox.defaultFolder(), DeltaPosition.fresh());
    Round beforeOther = new Round(other, DeltaPosition.fresh());

    mailbox.move(id, other);

    Round here = new Round(mailbox.defaultFolder(), DeltaPosition.at(before.link));
    Round there = new Round(other, DeltaPosition.at(beforeOther.link));
    assertThat(here.removed).containsExactly(id);
    assertThat(there.present).containsExactly(id);
    assertThat(read(id).card().text(ContactField.GIVEN_NAME)).isEqualTo("Ada");
  }

  @Test
  void beginsAnewWhenTheStateIsForgottenAlsoBetweenTwoPages() {
    try (Tenant plain =
            new Tenant(
                SandboxSettings.hostile(5).with(Set.of(Trait.LINKS_CHANGE_SHAPE, Trait.LONG_LINKS)),
                DirectoryGenerator.directory(5, 12, 0, 0));
        GraphContacts reader = plain.openContacts()) {
      SandboxMailbox large = plain.mailbox(0);
      for (int i = 0; i < 501; i++) {
        large.add(large.defaultFolder(), Map.of("givenName", "Ada"));
      }
      Delta<ContactChange> delta = reader.contacts(large.userId(), large.defaultFolder());
      DeltaPage<ContactChange> page = delta.page(DeltaPosition.fresh());
      assertThat(page.items()).hasSize(500);
      DeltaPosition middle = page.next().orElseThrow();
      assertThat(delta.page(middle).items()).hasSize(1);

      plain.graph.forgetLinks();

      assertThatThrownBy(() -> delta.page(middle)).isInstanceOf(FullReadNeeded.class);
    }
  }

  @Test
  void writesBackWhatItReadForEachContactWhateverItSays() {
    ContactGenerator generator = new ContactGenerator(7);
    Map<String, String> copies = new LinkedHashMap<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      ids.add(mailbox.add(mailbox.defaultFolder(), generator.contact()));
    }
    ids.add(mailbox.add(mailbox.defaultFolder(), generator.contactWithNotes(1 << 20)));
    Map<String, GraphContact> read = graph.contacts(user, ids).found();
    assertThat(read.keySet()).containsExactlyElementsOf(ids);
    Set<ContactField> said = EnumSet.noneOf(ContactField.class);
    read.values().forEach(contact -> said.addAll(contact.card().values().keySet()));
    assertThat(said).containsExactly(ContactField.values());

    String restored = graph.createFolder(user, null, "Restored 2026-03-02 01:00");
    read.forEach(
        (id, contact) ->
            copies.put(
                id, graph.createContact(user, restored, contact.card(), "r1/" + ids.indexOf(id))));
    Map<String, GraphContact> again = graph.contacts(user, copies.values()).found();

    assertThat(again).hasSize(201);
    read.forEach(
        (id, contact) -> assertThat(again.get(copies.get(id)).card()).isEqualTo(contact.card()));
    assertThat(graph.markers(user, restored)).hasSize(201);
    assertThat(graph.findByMarker(user, restored, "r1/17"))
        .containsExactly(copies.get(ids.get(17)));
  }
}
