package io.rollcall.contacts.store;

import io.rollcall.kernel.Plural;
import io.rollcall.kernel.Utc;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot of a mailbox being written. Nothing of it is visible before {@link #finish}; what an
 * unfinished one wrote is taken back when the next begins. Each call is one transaction (large ones
 * several), which first makes sure of the lease and that nobody else has begun to write this
 * mailbox; a call that failed may be made again. For one thread.
 */
public final class SnapshotWriting {
  private static final int CHUNK = 1000;

  private final StoreParts parts;
  private final Mailbox mailbox;
  private final MailboxCipher cipher;
  private final long seq;
  private final long writer;
  private final Runnable lease;
  private final byte @Nullable [] sealedLinks;
  private final ContactRows contactRows;
  private final FolderRows folderRows;

  /** Those that there are now, by Graph's id. */
  private final Map<String, Long> folders = new HashMap<>();

  /** The contacts that were put, by folder. */
  private final Map<Long, BitSet> put = new HashMap<>();

  /** Those that are there and could not be read, by the folder that tells it. */
  private final Map<Long, BitSet> kept = new HashMap<>();

  SnapshotWriting(
      StoreParts parts,
      Mailbox mailbox,
      MailboxCipher cipher,
      long seq,
      long writer,
      Runnable lease,
      byte @Nullable [] sealedLinks) {
    this.parts = parts;
    this.mailbox = mailbox;
    this.cipher = cipher;
    this.seq = seq;
    this.writer = writer;
    this.lease = lease;
    this.sealedLinks = sealedLinks;
    this.contactRows = new ContactRows(parts.jdbc(), mailbox.id(), seq);
    this.folderRows = new FolderRows(parts.jdbc(), mailbox.id(), cipher);
  }

  /** The number that the snapshot will have. */
  public long seq() {
    return seq;
  }

  /**
   * Where the next delta round of each folder begins, by Graph's id of the folder, as of the last
   * complete snapshot; empty when there is none.
   *
   * @throws DamagedContent when they cannot be read: a full read does without them
   */
  public Map<String, String> links() {
    return sealedLinks == null ? Map.of() : opened(cipher, mailbox.id(), seq - 1, sealedLinks);
  }

  static Map<String, String> opened(MailboxCipher cipher, long mailbox, long seq, byte[] links) {
    return cipher
        .open(Place.links(mailbox, seq), links)
        .map(Content::links)
        .orElseThrow(() -> DamagedContent.ofLinks(mailbox));
  }

  /**
   * Says which folders there are. Those that are not among them are gone, with the contacts that
   * are in them as this writing goes.
   */
  public void folders(List<FolderState> asTheyAreNow) {
    List<Long> gone =
        parts.inTransaction(
            () -> {
              requireMine();
              return writeFolders(asTheyAreNow);
            });
    gone.forEach(folder -> goneByNumber(contactRows.in(folder)));
  }

  private List<Long> writeFolders(List<FolderState> told) {
    Map<ByteBuffer, Standing> standing = folderRows.standing(seq);
    Map<String, Standing> wanted = new LinkedHashMap<>();
    for (FolderState folder : told) {
      wanted.put(folder.graphId(), standing.remove(ByteBuffer.wrap(folderKey(folder.graphId()))));
    }
    long number = takeNumbers((int) wanted.values().stream().filter(Objects::isNull).count());
    for (Map.Entry<String, Standing> one : wanted.entrySet()) {
      if (one.getValue() == null) {
        one.setValue(Standing.of(number++));
      }
    }
    folders.clear();
    wanted.forEach((graphId, one) -> folders.put(graphId, one.number()));
    VersionWrites writes = VersionWrites.ofFolders(mailbox.id(), seq);
    for (FolderState folder : told) {
      write(writes, folder, Objects.requireNonNull(wanted.get(folder.graphId())));
    }
    List<Long> gone = new ArrayList<>();
    for (Standing rest : standing.values()) {
      if (rest.base() != null || rest.own() != null) {
        writes.add(rest, Transition.toGone(rest));
        gone.add(rest.number());
      }
    }
    writes.write(parts.jdbc());
    return gone;
  }

  private void write(VersionWrites writes, FolderState folder, Standing standing) {
    Long parent = folder.parentId() == null ? null : folders.get(folder.parentId());
    CanonicalJson json =
        Content.folder(folder.graphId(), parent, folder.name(), folder.isDefault());
    byte[] key = folderKey(cipher, standing.number(), json.bytes());
    if (writes.add(standing, Transition.to(standing, 0, 0, key))) {
      writes.insert(
          standing.number(),
          folderKey(folder.graphId()),
          key,
          cipher.seal(Place.folder(mailbox.id(), standing.number(), seq), Content.deflated(json)));
    }
  }

  private byte[] folderKey(String graphId) {
    return folderKey(cipher, graphId);
  }

  static byte[] folderKey(MailboxCipher cipher, String graphId) {
    return cipher.id("graph folder", graphId.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] folderKey(MailboxCipher cipher, long number, byte[] json) {
    return cipher.id("folder " + number, json);
  }

  /**
   * Says what contacts of a folder are like; told twice, the last holds. A contact that was in
   * another folder has moved.
   *
   * @param folderId Graph's id of a folder that {@link #folders} was told
   * @param contacts a page of them: all are in memory, and in one transaction
   */
  public void put(String folderId, List<Observed> contacts) {
    long folder = number(folderId);
    Map<String, Observed> byId = new LinkedHashMap<>();
    contacts.forEach(contact -> byId.put(contact.graphId(), contact));
    if (byId.isEmpty()) {
      return;
    }
    List<Long> numbers =
        parts.inTransaction(
            () -> {
              requireMine();
              return writeContacts(folder, List.copyOf(byId.values()));
            });
    BitSet seen = put.computeIfAbsent(folder, key -> new BitSet());
    numbers.forEach(number -> seen.set(Math.toIntExact(number)));
  }

  private List<Long> writeContacts(long folder, List<Observed> contacts) {
    List<byte[]> keys = contacts.stream().map(one -> contactKey(one.graphId())).toList();
    Map<ByteBuffer, Standing> standing = contactRows.byGraphKey(keys);
    long fresh = takeNumbers(contacts.size() - standing.size());
    Map<ByteBuffer, Long> photos = photos(contacts);
    VersionWrites writes = VersionWrites.ofContacts(mailbox.id(), seq);
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < contacts.size(); i++) {
      Standing known = standing.get(ByteBuffer.wrap(keys.get(i)));
      Standing one = known == null ? Standing.of(fresh++) : known;
      write(writes, folder, contacts.get(i), keys.get(i), one, photos);
      numbers.add(one.number());
    }
    writes.write(parts.jdbc());
    return numbers;
  }

  private void write(
      VersionWrites writes,
      long folder,
      Observed contact,
      byte[] graphKey,
      Standing standing,
      Map<ByteBuffer, Long> photos) {
    CanonicalJson card = CardJson.write(contact.card());
    byte[] key = cipher.id("contact " + standing.number(), card.bytes());
    long photo =
        contact.photo() instanceof Observed.Bytes photoBytes
            ? Objects.requireNonNull(photos.get(photoKey(photoBytes)))
            : contact.photo() instanceof Observed.None ? 0 : standing.knownPhoto();
    if (writes.add(standing, Transition.to(standing, folder, photo, key))) {
      String place = Place.contact(mailbox.id(), standing.number(), seq, folder, photo);
      writes.insert(
          standing.number(),
          folder,
          photo == 0 ? null : photo,
          graphKey,
          key,
          cipher.seal(place, Content.contact(contact, card)));
    }
  }

  private byte[] contactKey(String graphId) {
    return contactKey(cipher, graphId);
  }

  static byte[] contactKey(MailboxCipher cipher, String graphId) {
    return cipher.id("graph contact", graphId.getBytes(StandardCharsets.UTF_8));
  }

  private ByteBuffer photoKey(Observed.Bytes photo) {
    return ByteBuffer.wrap(PhotoRows.key(cipher, photo.bytes()));
  }

  /** The numbers of all photos of these contacts, by key; writes those that are new. */
  private Map<ByteBuffer, Long> photos(List<Observed> contacts) {
    Map<ByteBuffer, byte[]> told = new TreeMap<>();
    for (Observed contact : contacts) {
      if (contact.photo() instanceof Observed.Bytes photo) {
        told.put(photoKey(photo), photo.bytes());
      }
    }
    return new PhotoRows(parts.jdbc(), mailbox.id(), cipher).numbers(told, seq, this::takeNumbers);
  }

  /**
   * Says that contacts are no longer in a folder. One that this writing found in another folder has
   * moved and stays, readable or not, whichever of the two was told first; one that is not known is
   * passed over.
   */
  public void gone(String folderId, Collection<String> graphIds) {
    long folder = number(folderId);
    end(graphIds, one -> isIn(folder, one) && !isKept(one.number(), folder));
  }

  /**
   * Says that contacts are gone from whatever folder the store has them in: it may be another one
   * than theirs, when they could not be read after they were moved. One that this writing found
   * stays.
   */
  public void gone(Collection<String> graphIds) {
    end(
        graphIds,
        one -> one.current() != null && !isKept(one.number(), 0) && !has(put, one.number(), 0));
  }

  private void end(Collection<String> graphIds, Predicate<Standing> which) {
    List<byte[]> keys = graphIds.stream().distinct().map(this::contactKey).toList();
    if (!keys.isEmpty()) {
      parts.inTransaction(
          () -> {
            requireMine();
            return end(contactRows.byGraphKey(keys).values().stream().filter(which).toList());
          });
    }
  }

  /**
   * Says that contacts of a folder are there and could not be read: what the store has of them
   * stays, where it is, through a full read too. One that was moved is gone from its folder, which
   * may have been told before: it is taken back. One that is not known, or whose folder is gone, is
   * passed over.
   */
  public void keep(String folderId, Collection<String> graphIds) {
    long folder = number(folderId);
    List<byte[]> keys = graphIds.stream().distinct().map(this::contactKey).toList();
    if (keys.isEmpty()) {
      return;
    }
    List<Standing> known =
        parts.inTransaction(
            () -> {
              requireMine();
              return takeBack(List.copyOf(contactRows.byGraphKey(keys).values()));
            });
    BitSet seen = kept.computeIfAbsent(folder, key -> new BitSet());
    known.forEach(one -> seen.set(Math.toIntExact(one.number())));
  }

  private List<Standing> takeBack(List<Standing> contacts) {
    VersionWrites writes = VersionWrites.ofContacts(mailbox.id(), seq);
    for (Standing one : contacts) {
      Standing.Row base = one.base();
      if (one.current() == null && base != null && folders.containsValue(base.folder())) {
        writes.add(one, Transition.to(one, base.folder(), base.photo(), base.contentKey()));
      }
    }
    writes.write(parts.jdbc());
    return contacts;
  }

  private boolean isKept(long number, long butIn) {
    return has(kept, number, butIn);
  }

  /**
   * Whether a contact was told of any folder.
   *
   * @param but a folder that does not count; 0 for none
   */
  private static boolean has(Map<Long, BitSet> told, long number, long but) {
    return told.entrySet().stream()
        .anyMatch(one -> one.getKey() != but && one.getValue().get(Math.toIntExact(number)));
  }

  private static boolean isIn(long folder, Standing one) {
    Standing.Row current = one.current();
    return current != null && current.folder() == folder;
  }

  private int end(List<Standing> contacts) {
    VersionWrites writes = VersionWrites.ofContacts(mailbox.id(), seq);
    contacts.forEach(one -> writes.add(one, Transition.toGone(one)));
    writes.write(parts.jdbc());
    return contacts.size();
  }

  /**
   * A full read of a folder begins, perhaps once more: what was put of it before does not count.
   */
  public void beginFullRead(String folderId) {
    put.remove(number(folderId));
    kept.remove(number(folderId));
  }

  /** A full read of a folder has ended: what it did not put is gone. */
  public void endFullRead(String folderId) {
    long folder = number(folderId);
    BitSet seen = put.getOrDefault(folder, new BitSet());
    goneByNumber(
        contactRows.in(folder).stream()
            .filter(number -> !seen.get(Math.toIntExact(number)) && !isKept(number, 0))
            .toList());
  }

  private void goneByNumber(List<Long> numbers) {
    for (int from = 0; from < numbers.size(); from += CHUNK) {
      List<Long> chunk = numbers.subList(from, Math.min(from + CHUNK, numbers.size()));
      parts.inTransaction(
          () -> {
            requireMine();
            return end(List.copyOf(contactRows.byNumber(chunk).values()));
          });
    }
  }

  /**
   * Makes the snapshot visible, with the links of its folders, in one transaction.
   *
   * @param links where the next delta round begins, by Graph's id of the folder; those of folders
   *     that are gone are left out
   */
  public Snapshot finish(Map<String, String> links) {
    Map<String, String> kept = new TreeMap<>(links);
    Set<String> present = folders.keySet();
    kept.keySet().retainAll(present);
    byte[] sealed = cipher.seal(Place.links(mailbox.id(), seq), Content.links(kept));
    return parts.inTransaction(
        () -> {
          lease.run();
          Snapshot before = SnapshotRows.complete(parts.jdbc(), mailbox.id(), seq, writer);
          if (before != null) {
            return before; // an earlier try was committed, whatever its answer was
          }
          requireMine();
          return SnapshotRows.complete(
              parts.jdbc(), mailbox.id(), seq, Utc.column(parts.clock().instant()), sealed);
        });
  }

  private long takeNumbers(int count) {
    return parts.takeNumbers(mailbox.id(), count);
  }

  private long number(String folderId) {
    Long number = folders.get(folderId);
    if (number == null) {
      throw new IllegalStateException(
          "no such folder was told, of " + Plural.of(folders.size(), "folder"));
    }
    return number;
  }

  private void requireMine() {
    lease.run();
    SnapshotRows.requireWriter(parts.jdbc(), mailbox.id(), seq, writer);
  }
}
