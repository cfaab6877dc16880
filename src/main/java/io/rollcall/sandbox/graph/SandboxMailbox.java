package io.rollcall.sandbox.graph;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One user's contact folders and contacts, as Graph's JSON has them. Contacts are named by their
 * immutable ids; folders by theirs, which never change.
 */
public final class SandboxMailbox {
  /** For {@code singleValueExtendedProperties} among a contact's properties. */
  static final String EXTENDED = "singleValueExtendedProperties";

  /**
   * A contact that left a folder, by removal or to another folder.
   *
   * @param mutableId that it had there
   */
  record Departure(String immutableId, String mutableId, String folderId, long at) {}

  private final String userId;
  private final String rootId;
  private final String defaultId;
  private final Map<String, SandboxFolder> folders = new LinkedHashMap<>();
  private final Map<String, SandboxContact> contacts = new LinkedHashMap<>();
  private final List<Departure> departures = new ArrayList<>();
  private final OutlookIds ids;
  private final Clock clock;
  private final LongSupplier ticks;
  private MailboxCondition condition = MailboxCondition.GOOD;

  SandboxMailbox(String userId, OutlookIds ids, Clock clock, LongSupplier ticks) {
    this.userId = userId;
    this.ids = ids;
    this.clock = clock;
    this.ticks = ticks;
    this.rootId = ids.next("AQMkRoot");
    this.defaultId = ids.next("AQMkAD");
    folders.put(defaultId, new SandboxFolder(defaultId, rootId, "Contacts", true, 0));
  }

  private SandboxMailbox(StoredMailbox stored, OutlookIds ids, Clock clock, LongSupplier ticks) {
    this.userId = stored.userId();
    this.ids = ids;
    this.clock = clock;
    this.ticks = ticks;
    this.rootId = stored.rootId();
    this.defaultId = stored.defaultId();
    this.condition = stored.condition();
    stored.folders().forEach(folder -> folders.put(folder.id(), folder));
    stored.contacts().forEach(one -> contacts.put(one.immutableId(), one.contact()));
    departures.addAll(stored.departures());
  }

  static SandboxMailbox restored(
      StoredMailbox stored, OutlookIds ids, Clock clock, LongSupplier ticks) {
    return new SandboxMailbox(stored, ids, clock, ticks);
  }

  synchronized StoredMailbox stored() {
    return new StoredMailbox(
        userId,
        rootId,
        defaultId,
        condition,
        List.copyOf(folders.values()),
        contacts.values().stream().map(StoredMailbox.Contact::of).toList(),
        List.copyOf(departures));
  }

  /** Whose it is: the id of a user. */
  public String userId() {
    return userId;
  }

  /** The folder that no list of folders names. */
  public String defaultFolder() {
    return defaultId;
  }

  /** What it is like for readers. */
  public synchronized MailboxCondition condition() {
    return condition;
  }

  /** From now on it is like this. */
  public synchronized void condition(MailboxCondition other) {
    tick();
    condition = other;
  }

  /**
   * Adds a folder, and returns its id; names may repeat, though Graph itself lets none be made.
   *
   * @param parentId null: beside the default folder
   */
  public synchronized String addFolder(@Nullable String parentId, String name) {
    tick();
    String id = ids.next("AQMkAD");
    String parent = parentId == null ? rootId : folder(parentId).id();
    folders.put(id, new SandboxFolder(id, parent, name, false, 0));
    return id;
  }

  /** Gives a folder another name. */
  public synchronized void renameFolder(String folderId, String name) {
    tick();
    folders.put(folderId, folder(folderId).named(name));
  }

  /**
   * Puts a folder below another one.
   *
   * @param parentId null: beside the default folder
   */
  public synchronized void moveFolder(String folderId, @Nullable String parentId) {
    tick();
    folders.put(folderId, folder(folderId).below(parentId == null ? rootId : parentId));
  }

  /** Removes a folder with all that is in it and below it. */
  public synchronized void deleteFolder(String folderId) {
    folder(folderId);
    tick();
    for (SandboxFolder child : List.copyOf(folders.values())) {
      if (child.parentId().equals(folderId)) {
        deleteFolder(child.id());
      }
    }
    inFolder(folderId).forEach(contact -> contacts.remove(contact.immutableId));
    departures.removeIf(departure -> departure.folderId().equals(folderId));
    folders.remove(folderId);
  }

  /** Ids of all folders, the default one first. */
  public synchronized List<String> folderIds() {
    return List.copyOf(folders.keySet());
  }

  /** Puts personal distribution lists into a folder: Graph counts them, and gives none. */
  public synchronized void contactLists(String folderId, int number) {
    tick();
    folders.put(folderId, folder(folderId).withLists(number));
  }

  /**
   * Adds a contact as it is given, whatever Graph would refuse, and returns its immutable id.
   *
   * @param properties Graph's, with {@code singleValueExtendedProperties} among them
   */
  public synchronized String add(String folderId, Map<String, ?> properties) {
    SandboxContact contact = create(folderId);
    properties.forEach((name, value) -> put(contact, name, value));
    return contact.immutableId;
  }

  /** A contact that says nothing yet. */
  synchronized SandboxContact create(String folderId) {
    SandboxContact contact =
        new SandboxContact(
            ids.next("AAkALg"), ids.next("AAMkAD"), folder(folderId).id(), clock.instant());
    long now = ticks.getAsLong();
    contact.touch(now, clock.instant());
    contact.arrived = now;
    contacts.put(contact.immutableId, contact);
    return contact;
  }

  /** Changes one property; null clears it. */
  public synchronized void set(String contactId, String property, @Nullable Object value) {
    SandboxContact contact = contact(contactId);
    put(contact, property, value);
    contact.touch(ticks.getAsLong(), clock.instant());
  }

  /** Moves a contact: removed in one folder, added in the other, with another mutable id. */
  public synchronized void move(String contactId, String folderId) {
    SandboxContact contact = contact(contactId);
    folder(folderId);
    long now = ticks.getAsLong();
    depart(contact, now);
    contact.folderId = folderId;
    contact.mutableId = ids.next("AAMkAD");
    contact.arrived = now;
    contact.touch(now, clock.instant());
  }

  /** Removes a contact. */
  public synchronized void delete(String contactId) {
    SandboxContact contact = contact(contactId);
    depart(contact, ticks.getAsLong());
    contacts.remove(contactId);
  }

  /** Gives a contact a photo; null takes it away. */
  public synchronized void photo(String contactId, byte @Nullable [] bytes) {
    SandboxContact contact = contact(contactId);
    contact.photo(bytes);
    contact.touch(ticks.getAsLong(), clock.instant());
  }

  /** A contact's photo; empty when it has none. */
  public synchronized Optional<byte[]> photo(String contactId) {
    return Optional.ofNullable(contact(contactId).photo);
  }

  /** From now on nobody can read this contact, though lists and deltas still name it. */
  public synchronized void corrupt(String contactId) {
    contact(contactId).corrupt = true;
    tick();
  }

  /**
   * From now on nobody can read this contact's photo; a file of the stand-in does not keep that.
   */
  public synchronized void corruptPhoto(String contactId) {
    contact(contactId).photoCorrupt = true;
  }

  /**
   * From now on Graph refuses to delete this contact; a file of the stand-in does not keep that.
   */
  public synchronized void hold(String contactId) {
    contact(contactId).held = true;
  }

  /** Removes all contacts, and all folders but the default one. */
  public synchronized void wipe() {
    List.copyOf(contacts.keySet()).forEach(this::delete);
    for (SandboxFolder folder : List.copyOf(folders.values())) {
      if (!folder.isDefault() && folders.containsKey(folder.id())) {
        deleteFolder(folder.id());
      }
    }
  }

  /** A folder's contacts by immutable id: properties as they were given, extended ones by id. */
  public synchronized Map<String, Map<String, @Nullable Object>> contacts(String folderId) {
    Map<String, Map<String, @Nullable Object>> found = new LinkedHashMap<>();
    for (SandboxContact contact : inFolder(folder(folderId).id())) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>(contact.values);
      all.put(EXTENDED, Map.copyOf(contact.extended));
      found.put(contact.immutableId, all);
    }
    return found;
  }

  synchronized @Nullable SandboxFolder findFolder(String id) {
    return folders.get(id.equals("contacts") ? defaultId : id);
  }

  /**
   * Folders below one, in the order in which they were made.
   *
   * @param parentId null: at the top, without the default one
   */
  synchronized List<SandboxFolder> foldersBelow(@Nullable String parentId) {
    String parent = parentId == null ? rootId : parentId;
    return folders.values().stream()
        .filter(folder -> folder.parentId().equals(parent) && !folder.isDefault())
        .toList();
  }

  /** By either form of its id; a mutable one that it had before a move is not known any more. */
  synchronized @Nullable SandboxContact find(String id) {
    SandboxContact contact = contacts.get(id);
    return contact != null ? contact : first(one -> one.mutableId.equals(id));
  }

  synchronized List<SandboxContact> inFolder(String folderId) {
    return contacts.values().stream().filter(one -> one.folderId.equals(folderId)).toList();
  }

  synchronized List<Departure> departures(String folderId, long since) {
    return departures.stream()
        .filter(
            departure -> {
              SandboxContact now = contacts.get(departure.immutableId());
              return departure.folderId().equals(folderId)
                  && departure.at() > since
                  && (now == null || !now.folderId.equals(folderId));
            })
        .toList();
  }

  String newId() {
    return ids.next("AAkALg");
  }

  /** Counts a change. */
  long tick() {
    return ticks.getAsLong();
  }

  private void depart(SandboxContact contact, long now) {
    departures.add(new Departure(contact.immutableId, contact.mutableId, contact.folderId, now));
  }

  private static void put(SandboxContact contact, String name, @Nullable Object value) {
    if (!name.equals(EXTENDED)) {
      contact.values.put(name, value);
    } else if (value instanceof List<?> list) {
      for (Object one : list) {
        Map<?, ?> property = (Map<?, ?>) one;
        contact.extended.put(
            String.valueOf(property.get("id")), String.valueOf(property.get("value")));
      }
    }
  }

  private @Nullable SandboxContact first(Predicate<SandboxContact> wanted) {
    return contacts.values().stream().filter(wanted).findFirst().orElse(null);
  }

  private SandboxFolder folder(String id) {
    SandboxFolder folder = folders.get(id);
    if (folder == null) {
      throw new NoSuchElementException("no folder " + id);
    }
    return folder;
  }

  private SandboxContact contact(String id) {
    SandboxContact contact = contacts.get(id);
    if (contact == null) {
      throw new NoSuchElementException("no contact " + id);
    }
    return contact;
  }
}
