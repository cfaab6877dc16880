package io.rollcall.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.sandbox.graph.SandboxGraph;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.sandbox.graph.Trait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeltaIntegrationTests {
  private static final SandboxSettings HOSTILE = SandboxSettings.hostile(4);
  private static final SandboxSettings NAIVE = HOSTILE.with(Set.of());

  private static SandboxDirectory directory() {
    return DirectoryGenerator.directory(4, 40, 12, 90);
  }

  private static Mirror readAll(GraphDirectory graph) {
    Mirror mirror = new Mirror();
    graph.users().round(DeltaPosition.fresh(), mirror::users);
    graph.groups().round(DeltaPosition.fresh(), mirror::groups);
    return mirror;
  }

  @Test
  void readsTheWholeDirectory() {
    try (Tenant tenant = new Tenant(NAIVE, directory());
        GraphDirectory graph = tenant.open()) {
      assertThat(readAll(graph).read()).isEqualTo(Mirror.of(tenant.directory)).hasSize(52);
    }
  }

  @ParameterizedTest
  @EnumSource(Trait.class)
  void readsTheWholeDirectoryWithEachTrait(Trait trait) {
    SandboxDirectory directory = directory();
    directory.delete(directory.live(Kind.USER).keySet().iterator().next());
    directory.purge(directory.live(Kind.GROUP).keySet().iterator().next());
    try (Tenant tenant = new Tenant(HOSTILE.with(Set.of(trait)), directory);
        GraphDirectory graph = tenant.open()) {
      assertThat(readAll(graph).read()).isEqualTo(Mirror.of(directory)).hasSize(50);
    }
  }

  @Test
  void followsEveryLinkToTheByte() {
    try (Tenant tenant = new Tenant(HOSTILE, directory());
        GraphDirectory graph = tenant.open()) {
      List<String> given = new ArrayList<>();
      String delta =
          graph.users().round(DeltaPosition.fresh(), page -> add(given, page.nextLink()));
      given.add(delta);
      graph.users().page(DeltaPosition.at(delta));

      List<String> asked =
          tenant.graph.received().stream()
              .skip(1)
              .map(SandboxGraph.Received::pathAndQuery)
              .map(path -> tenant.graph.graphUrl().replace("/v1.0", "") + path)
              .toList();

      assertThat(asked).isEqualTo(given);
      assertThat(given).hasSizeGreaterThan(5).allMatch(link -> link.length() > 1000);
      assertThat(given.stream().map(link -> link.replaceAll("[A-Za-z0-9_-]{40,}", "")).distinct())
          .as("shapes of links")
          .hasSizeGreaterThan(3);
    }
  }

  private static void add(List<String> links, @Nullable String link) {
    if (link != null) {
      links.add(link);
    }
  }

  @Test
  void goesOnOverPagesWithoutEntries() {
    try (Tenant tenant = new Tenant(HOSTILE.with(Set.of(Trait.EMPTY_PAGES)), directory());
        GraphDirectory graph = tenant.open()) {
      List<Integer> sizes = new ArrayList<>();
      graph.users().round(DeltaPosition.fresh(), page -> sizes.add(page.items().size()));

      assertThat(sizes).contains(0);
      assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
    }
  }

  @Test
  void asksOnlyForWhatHasChangedSince() {
    try (Tenant tenant = new Tenant(NAIVE, directory());
        GraphDirectory graph = tenant.open()) {
      String link = graph.users().round(DeltaPosition.fresh(), page -> {});
      String id = tenant.directory.live(Kind.USER).keySet().iterator().next();
      tenant.directory.set(id, "displayName", "Ada Newly-Wed");

      List<DeltaItem<GraphUser>> items = new ArrayList<>();
      String next = graph.users().round(DeltaPosition.at(link), page -> items.addAll(page.items()));

      assertThat(items).extracting(DeltaItem::id).containsExactly(id);
      assertThat(next).isNotEqualTo(link);
    }
  }

  @Test
  void givesANewLinkWhenNothingHasChanged() {
    try (Tenant tenant = new Tenant(NAIVE, directory());
        GraphDirectory graph = tenant.open()) {
      String link = graph.users().round(DeltaPosition.fresh(), page -> {});

      DeltaPage<GraphUser> page = graph.users().page(DeltaPosition.at(link));

      assertThat(page.items()).isEmpty();
      assertThat(page.deltaLink()).isNotNull().isNotEqualTo(link);
    }
  }

  @Test
  void tellsClearedFromUnchanged() {
    Set<Trait> sparse = Set.of(Trait.SPARSE_UPDATES);
    try (Tenant tenant = new Tenant(HOSTILE.with(sparse), new SandboxDirectory(1));
        GraphDirectory graph = tenant.open()) {
      String id =
          tenant.directory.add(
              Kind.USER, Map.of("displayName", "Ada", "jobTitle", "Welder", "mail", "a@x.example"));
      String link = graph.users().round(DeltaPosition.fresh(), page -> {});
      tenant.directory.set(id, "jobTitle", null);
      tenant.directory.set(id, "displayName", "Ada L.");

      DeltaItem.Present<GraphUser> item =
          (DeltaItem.Present<GraphUser>) graph.users().page(DeltaPosition.at(link)).items().get(0);

      Fields<UserField> fields = item.object().fields();
      assertThat(fields.known())
          .containsExactlyInAnyOrder(UserField.DISPLAY_NAME, UserField.JOB_TITLE);
      assertThat(fields.text(UserField.JOB_TITLE)).isNull();
      assertThat(fields.text(UserField.DISPLAY_NAME)).isEqualTo("Ada L.");
    }
  }

  @Test
  void tellsHowAnObjectWentAndThatItCameBack() {
    try (Tenant tenant = new Tenant(NAIVE, directory());
        GraphDirectory graph = tenant.open()) {
      String id = tenant.directory.live(Kind.USER).keySet().iterator().next();
      String link = graph.users().round(DeltaPosition.fresh(), page -> {});

      tenant.directory.delete(id);
      DeltaPage<GraphUser> deleted = graph.users().page(DeltaPosition.at(link));
      tenant.directory.restore(id);
      DeltaPage<GraphUser> restored = graph.users().page(at(deleted));
      tenant.directory.purge(id);
      DeltaPage<GraphUser> purged = graph.users().page(at(restored));

      assertThat(deleted.items())
          .containsExactly(new DeltaItem.Removed<>(id, DeltaItem.Reason.DELETED));
      assertThat(restored.items())
          .singleElement()
          .isInstanceOfSatisfying(
              DeltaItem.Present.class, present -> assertThat(present.id()).isEqualTo(id));
      assertThat(purged.items())
          .containsExactly(new DeltaItem.Removed<>(id, DeltaItem.Reason.PURGED));
    }
  }

  private static DeltaPosition at(DeltaPage<?> page) {
    assertThat(page.deltaLink()).isNotNull();
    return DeltaPosition.at(page.deltaLink());
  }

  @Test
  void givesRemovedObjectsThatNeverWereThereInTheFirstRound() {
    Set<Trait> removed = Set.of(Trait.REMOVED_IN_FIRST_ROUND);
    try (Tenant tenant = new Tenant(HOSTILE.with(removed), directory());
        GraphDirectory graph = tenant.open()) {
      Map<String, DeltaItem<GraphUser>> items = new HashMap<>();
      graph
          .users()
          .round(DeltaPosition.fresh(), page -> page.items().forEach(i -> items.put(i.id(), i)));

      Set<String> unknown = new HashSet<>(items.keySet());
      unknown.removeAll(tenant.directory.live(Kind.USER).keySet());

      assertThat(unknown)
          .singleElement()
          .satisfies(id -> assertThat(items.get(id)).isInstanceOf(DeltaItem.Removed.class));
    }
  }

  @Test
  void mergesALargeGroupThatComesOverManyPages() {
    SandboxDirectory directory = DirectoryGenerator.directory(2, 60, 1, 0);
    String group = directory.live(Kind.GROUP).keySet().iterator().next();
    directory.live(Kind.USER).keySet().forEach(user -> directory.join(group, user));
    directory.join(group, group);
    try (Tenant tenant = new Tenant(HOSTILE, directory);
        GraphDirectory graph = tenant.open()) {
      List<GraphGroup> slices = new ArrayList<>();
      graph
          .groups()
          .round(
              DeltaPosition.fresh(),
              page ->
                  page.items().stream()
                      .filter(item -> item.id().equals(group))
                      .forEach(
                          item -> slices.add(((DeltaItem.Present<GraphGroup>) item).object())));

      assertThat(slices).hasSizeGreaterThanOrEqualTo(13);
      Set<GraphMember> members = new HashSet<>();
      slices.forEach(slice -> members.addAll(slice.members()));
      assertThat(members).hasSize(61).contains(new GraphMember(group, GraphMember.Kind.GROUP));
    }
  }

  @Test
  void namesWhoLeftAGroup() {
    SandboxDirectory directory = DirectoryGenerator.directory(2, 3, 1, 0);
    String group = directory.live(Kind.GROUP).keySet().iterator().next();
    List<String> users = List.copyOf(directory.live(Kind.USER).keySet());
    users.forEach(user -> directory.join(group, user));
    try (Tenant tenant = new Tenant(NAIVE, directory);
        GraphDirectory graph = tenant.open()) {
      String link = graph.groups().round(DeltaPosition.fresh(), page -> {});
      directory.leave(group, users.get(1));

      DeltaItem.Present<GraphGroup> item =
          (DeltaItem.Present<GraphGroup>)
              graph.groups().page(DeltaPosition.at(link)).items().get(0);

      assertThat(item.object().members()).isEmpty();
      assertThat(item.object().formerMembers())
          .containsExactly(new GraphMember(users.get(1), GraphMember.Kind.USER));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"GONE", "SYNC_STATE_NOT_FOUND", "RESYNC_REQUIRED"})
  void asksForAFullReadWhenTheLinkIsLost(Fault fault) {
    try (Tenant tenant = new Tenant(HOSTILE, directory());
        GraphDirectory graph = tenant.open()) {
      DeltaPage<GraphUser> first = graph.users().page(DeltaPosition.fresh());
      tenant.graph.faults().next(fault);

      assertThatThrownBy(() -> graph.users().page(first.next().orElseThrow()))
          .isInstanceOf(FullReadNeeded.class)
          .hasMessageContaining("organization lindenau: reading users from Microsoft Graph");
    }
  }

  @Test
  void asksForAFullReadWhenTheStoredLinkIsOfAnotherCloud() {
    try (Tenant tenant = new Tenant(NAIVE, directory());
        GraphDirectory graph = tenant.open()) {
      DeltaPosition stored =
          DeltaPosition.at("https://graph.microsoft.us/v1.0/users/delta?$deltatoken=x");

      assertThatThrownBy(() -> graph.users().page(stored)).isInstanceOf(FullReadNeeded.class);
      assertThat(tenant.graph.received()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"TWO_LINKS", "NO_LINK", "FOREIGN_LINK", "NO_LIST"})
  void takesNoHalfPageForAWholeOne(Fault fault) {
    try (Tenant tenant = new Tenant(NAIVE, directory());
        GraphDirectory graph = tenant.open()) {
      tenant.graph.faults().next(fault);

      assertThatThrownBy(() -> graph.users().page(DeltaPosition.fresh()))
          .isInstanceOf(GraphException.class)
          .isNotInstanceOf(FullReadNeeded.class)
          .hasMessageContaining("gave an answer that cannot be used");
    }
  }

  @Test
  void goesOnInAnotherProcessFromAStoredNextLink() {
    try (Tenant tenant = new Tenant(HOSTILE, directory())) {
      Mirror mirror = new Mirror();
      DeltaPage<GraphUser> page;
      try (GraphDirectory graph = tenant.open()) {
        page = graph.users().page(DeltaPosition.fresh());
        mirror.users(page);
      }
      try (GraphDirectory graph = tenant.open()) {
        graph.users().round(page.next().orElseThrow(), mirror::users);
        graph.groups().round(DeltaPosition.fresh(), mirror::groups);
      }

      assertThat(mirror.read()).isEqualTo(Mirror.of(tenant.directory));
    }
  }
}
