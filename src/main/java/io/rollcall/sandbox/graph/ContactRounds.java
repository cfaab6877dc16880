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
 * Delta rounds of one contact folder each, without the folders below it (<a
 * href="https://learn.microsoft.com/graph/api/contact-delta">contact: delta</a>).
 */
final class ContactRounds {
  /** Where a next link leads. */
  record PagePosition(Round round, int page) {}

  /**
   * Where a delta link leads.
   *
   * @param select properties that are given; a change of another one is not told
   * @param size of a page
   */
  record RoundStart(
      String userId, String folderId, boolean immutable, Set<String> select, long since, int size) {
    private static final int DEFAULT_PAGE = 10;
    private static final int LARGEST_PAGE = 500;

    static RoundStart first(SandboxMailbox mailbox, SandboxFolder folder, Request request) {
      String select = request.query().get("$select");
      return new RoundStart(
          mailbox.userId(),
          folder.id(),
          request.wantsImmutableIds(),
          select == null ? Set.of() : Set.of(select.split(",", -1)),
          -1,
          Math.min(LARGEST_PAGE, request.pageSize().orElse(DEFAULT_PAGE)));
    }

    RoundStart after(long until) {
      return new RoundStart(userId, folderId, immutable, select, until, size);
    }
  }

  /**
   * One contact on one page.
   *
   * @param removed the id of a contact that left, as it is given; null for one that is there
   * @param stale with the change key that it had before
   */
  private record Item(String contactId, @Nullable String removed, boolean stale) {}

  record Round(RoundStart start, long until, List<List<Item>> pages) {}

  private final SandboxMailboxes mailboxes;
  private final Links links;
  private final Set<Trait> traits;
  private final Random random;

  ContactRounds(SandboxMailboxes mailboxes, Links links, Set<Trait> traits, long seed) {
    this.mailboxes = mailboxes;
    this.links = links;
    this.traits = traits;
    this.random = new Random(seed);
  }

  /** Begins a round and gives its first page. */
  synchronized Reply begin(SandboxMailbox mailbox, RoundStart start) {
    long until = mailboxes.now();
    List<Item> items = new ArrayList<>();
    synchronized (mailbox) {
      for (SandboxContact contact : mailbox.inFolder(start.folderId())) {
        if ((tellsAllChanges(start) ? contact.touched : contact.arrived) > start.since()) {
          items.add(new Item(contact.immutableId, null, false));
        }
      }
      if (start.since() >= 0) {
        mailbox
            .departures(start.folderId(), start.since())
            .forEach(
                gone ->
                    items.add(
                        new Item(
                            "", start.immutable() ? gone.immutableId() : gone.mutableId(), false)));
      } else if (traits.contains(Trait.REMOVED_IN_FIRST_ROUND)) {
        items.add(new Item("", mailbox.newId(), false));
      }
    }
    Collections.shuffle(items, random);
    List<List<Item>> pages =
        new Paging(traits, random)
            .pages(items, item -> new Item(item.contactId(), item.removed(), true), start.size());
    return page(mailbox, new PagePosition(new Round(start, until, pages), 0));
  }

  /** Another property than those that were selected changes with each change. */
  private static boolean tellsAllChanges(RoundStart start) {
    return start.select().isEmpty()
        || start.select().contains("changeKey")
        || start.select().contains("lastModifiedDateTime");
  }

  Reply page(SandboxMailbox mailbox, PagePosition position) {
    Round round = position.round();
    RoundStart start = round.start();
    List<Map<String, @Nullable Object>> value = new ArrayList<>();
    synchronized (mailbox) {
      for (Item item : round.pages().get(position.page())) {
        value.add(rendered(mailbox, start, item));
      }
    }
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#Collection(contact)");
    String resource =
        "/users/%s/contactFolders/%s/contacts/delta"
            .formatted(Request.encoded(start.userId()), Request.encoded(start.folderId()));
    if (position.page() == round.pages().size() - 1) {
      body.put("@odata.deltaLink", links.give(resource, "deltatoken", start.after(round.until())));
    } else {
      PagePosition next = new PagePosition(round, position.page() + 1);
      body.put("@odata.nextLink", links.give(resource, "skiptoken", next));
    }
    body.put("value", value);
    return Reply.json(200, body);
  }

  /** What left its folder since the round began is removed, as it would be in the next one. */
  private Map<String, @Nullable Object> rendered(
      SandboxMailbox mailbox, RoundStart start, Item item) {
    SandboxContact contact = item.removed() == null ? mailbox.find(item.contactId()) : null;
    if (contact == null || !contact.folderId.equals(start.folderId())) {
      Map<String, @Nullable Object> removed = new LinkedHashMap<>();
      removed.put("@removed", Map.of("reason", "deleted"));
      removed.put("id", item.removed() == null ? item.contactId() : item.removed());
      return removed;
    }
    String changeKey = item.stale() ? contact.changeKey(contact.touched - 1) : contact.changeKey();
    return new ContactJson(start.immutable(), start.select(), Set.of(), traits)
        .of(contact, changeKey);
  }
}
