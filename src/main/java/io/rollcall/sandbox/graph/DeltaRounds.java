package io.rollcall.sandbox.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Delta rounds with their pages. What a round speaks of is settled when it begins; what an object
 * looks like, when its page is asked for. What changes meanwhile is in the next round.
 */
final class DeltaRounds {
  /** Where a next link leads. */
  record PagePosition(Round round, int page) {}

  /** Where a delta link leads. */
  record RoundStart(Kind kind, List<String> select, long since, Set<String> ids) {}

  /**
   * One object on one page.
   *
   * @param stale as it was before its last change
   * @param slice of its member changes; null for a user
   */
  private record Item(String id, boolean stale, @Nullable List<MemberChange> slice) {}

  private record MemberChange(String id, Kind kind, boolean present) {}

  record Round(
      Kind kind,
      List<String> select,
      long since,
      long until,
      Set<String> ids,
      List<List<Item>> pages) {
    boolean first() {
      return since < 0;
    }
  }

  private final SandboxDirectory directory;
  private final Links links;
  private final Set<Trait> traits;
  private final Random random;
  private final int pageSize;
  private final int sliceSize;
  private final Runnable roundEnded;

  /**
   * @param roundEnded told when a delta link was given, before it is sent
   */
  DeltaRounds(
      SandboxDirectory directory,
      Links links,
      Set<Trait> traits,
      long seed,
      int pageSize,
      int sliceSize,
      Runnable roundEnded) {
    this.directory = directory;
    this.links = links;
    this.traits = traits;
    this.random = new Random(seed);
    this.pageSize = pageSize;
    this.sliceSize = sliceSize;
    this.roundEnded = roundEnded;
  }

  /**
   * Begins a round and gives its first page.
   *
   * @param since a count of changes; negative for all that is there
   * @param ids the objects that are wanted; empty for all
   */
  synchronized Reply begin(Kind kind, List<String> select, long since, Set<String> ids) {
    long until = directory.now();
    List<Item> items = new ArrayList<>();
    for (Entry entry :
        directory.select(
            kind, entry -> isTold(entry, since) && (ids.isEmpty() || ids.contains(entry.id)))) {
      items.addAll(itemsOf(entry, since));
    }
    if (since < 0 && ids.isEmpty() && traits.contains(Trait.REMOVED_IN_FIRST_ROUND)) {
      items.add(new Item(directory.newId(), false, null));
    }
    Collections.shuffle(items, random);
    return page(new PagePosition(new Round(kind, select, since, until, ids, pages(items)), 0));
  }

  private List<List<Item>> pages(List<Item> items) {
    return new Paging(traits, random)
        .pages(items, item -> new Item(item.id(), true, item.slice()), pageSize);
  }

  Reply page(PagePosition position) {
    Round round = position.round();
    List<Map<String, @Nullable Object>> value = new ArrayList<>();
    for (Item item : round.pages().get(position.page())) {
      value.add(rendered(item, round));
    }
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    String collection = round.kind().collection();
    body.put(
        "@odata.context",
        "https://graph.microsoft.com/v1.0/$metadata#"
            + collection
            + (position.page() == 0 && round.first()
                ? "(" + String.join(",", round.select()) + ")"
                : ""));
    boolean last = position.page() == round.pages().size() - 1;
    String resource = "/" + collection + "/delta";
    if (last) {
      body.put(
          "@odata.deltaLink",
          links.give(
              resource,
              "deltatoken",
              new RoundStart(round.kind(), round.select(), round.until(), round.ids())));
      roundEnded.run();
    } else {
      body.put(
          "@odata.nextLink",
          links.give(resource, "skiptoken", new PagePosition(round, position.page() + 1)));
    }
    body.put("value", value);
    return Reply.json(200, body);
  }

  private boolean isTold(Entry entry, long since) {
    if (since >= 0) {
      return entry.touched > since;
    }
    return entry.state == Entry.State.LIVE || traits.contains(Trait.REMOVED_IN_FIRST_ROUND);
  }

  /** A large group comes in slices of its members, each with the group around it. */
  private List<Item> itemsOf(Entry entry, long since) {
    if (entry.kind == Kind.USER || entry.state != Entry.State.LIVE) {
      return List.of(new Item(entry.id, false, null));
    }
    List<MemberChange> changes = new ArrayList<>();
    entry.members.forEach(
        (id, membership) -> {
          Entry member = directory.find(id);
          if (member != null
              && membership.since() > since
              && (since >= 0 || membership.present())) {
            changes.add(new MemberChange(id, member.kind, membership.present()));
          }
        });
    List<Item> items = new ArrayList<>();
    for (int from = 0; from == 0 || from < changes.size(); from += sliceSize) {
      int to = Math.min(changes.size(), from + sliceSize);
      items.add(new Item(entry.id, false, List.copyOf(changes.subList(from, to))));
    }
    return items;
  }

  private Map<String, @Nullable Object> rendered(Item item, Round round) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("id", item.id());
    Entry entry = directory.find(item.id());
    if (entry == null || entry.state != Entry.State.LIVE) {
      boolean restorable = entry != null && entry.state == Entry.State.DELETED;
      object.put("@removed", Map.of("reason", restorable ? "changed" : "deleted"));
      return object;
    }
    synchronized (directory) {
      boolean sparse = !round.first() && traits.contains(Trait.SPARSE_UPDATES);
      for (String field : round.select()) {
        Long changed = entry.changed.get(field);
        if (changed != null && (!sparse || changed > round.since())) {
          object.put(field, (item.stale() ? entry.earlierValues : entry.values).get(field));
        }
      }
    }
    if (item.slice() != null && round.select().contains("members") && !item.slice().isEmpty()) {
      object.put("members@delta", item.slice().stream().map(DeltaRounds::rendered).toList());
    }
    if (traits.contains(Trait.UNKNOWN_PROPERTIES)) {
      object.put("@odata.etag", "W/\"" + item.id().hashCode() + "\"");
      object.put("riskPosture", Map.of("level", "unknownFutureValue", "since", 7.5));
      object.put("labels", List.of(1, "two", Map.of("three", 3)));
    }
    return object;
  }

  private static Map<String, Object> rendered(MemberChange change) {
    Map<String, Object> member = new LinkedHashMap<>();
    member.put("@odata.type", change.kind().odataType());
    member.put("id", change.id());
    if (!change.present()) {
      member.put("@removed", Map.of("reason", "deleted"));
    }
    return member;
  }
}
