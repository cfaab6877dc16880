package io.rollcall.contacts.store;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Utc;
import io.rollcall.plan.Retry;
import io.rollcall.plan.RowStream;
import io.rollcall.plan.Sequences;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The contacts that were backed up: mailboxes, their snapshots, and versions of contacts. Every
 * method makes sure of the operator's key before it reads or writes ({@link StoreKeys}).
 */
@Component
public final class ContactStore {
  private final StoreKeys keys;
  private final Sequences sequences;
  private final SecureRandom random;
  private final StoreParts parts;

  ContactStore(
      StoreKeys keys,
      Sequences sequences,
      SecureRandom random,
      JdbcTemplate jdbc,
      RowStream rows,
      Retry retry,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.keys = keys;
    this.sequences = sequences;
    this.random = random;
    this.parts = new StoreParts(jdbc, rows, new TransactionTemplate(transactions), retry, clock);
  }

  /**
   * A mailbox, found or made.
   *
   * @param graphUserId Graph's id of its user: the mailbox stays the same when its address changes
   * @param address as it is now
   */
  public Mailbox mailbox(Organization organization, String graphUserId, String address) {
    keys.findOrMake();
    Optional<Mailbox> known = rows().byGraphId(organization.id(), graphUserId);
    if (known.isPresent() && known.get().address().equals(address)) {
      return known.get();
    }
    long id = known.map(Mailbox::id).orElseGet(() -> sequences.next("contacts-mailbox"));
    Content.Identity identity = new Content.Identity(graphUserId, address);
    parts
        .retry()
        .insert(
            () -> {
              if (known.isPresent()) {
                rows()
                    .readdress(
                        id, organization.id(), identity, Utc.column(parts.clock().instant()));
              } else {
                rows().insert(id, organization.id(), identity, Utc.column(parts.clock().instant()));
              }
            });
    return rows().byNumber(id).orElseThrow();
  }

  /**
   * The mailbox that a person means.
   *
   * @param words its address (of several that had it: the last), its number, or Graph's id of its
   *     user
   */
  public Optional<Mailbox> find(String words) {
    if (keys.find().isEmpty()) {
      return Optional.empty();
    }
    String wanted = words.strip();
    if (wanted.matches("\\d{1,9}")) {
      return rows().byNumber(Long.parseLong(wanted));
    }
    return rows().byAddress(wanted).or(() -> rows().byGraphId(wanted));
  }

  /**
   * All mailboxes, by number.
   *
   * @param organization the key of an organization; null for all
   */
  public List<Mailbox> mailboxes(@Nullable String organization) {
    return keys.find().isEmpty() ? List.of() : rows().all(organization);
  }

  /**
   * Hands over all mailboxes, by number.
   *
   * @param organization the key of an organization; null for all
   * @param damaged is told the numbers of those whose identity is not what was stored
   */
  public void mailboxes(
      @Nullable String organization,
      Consumer<Mailbox> taker,
      BiConsumer<Long, DamagedContent> damaged) {
    if (keys.find().isPresent()) {
      rows().all(organization, taker, damaged);
    }
  }

  /**
   * All mailboxes, with what there is of them.
   *
   * @param organization the key of an organization; null for all
   */
  public List<Holdings> holdings(@Nullable String organization) {
    Map<Long, Snapshot> latest = new HashMap<>();
    Map<Long, long[]> sums = new HashMap<>();
    parts
        .jdbc()
        .query(
            """
            SELECT s.*, g.snapshots, g.total FROM contacts_snapshot s JOIN (
              SELECT mailbox_id, MAX(seq) AS newest, COUNT(*) AS snapshots, SUM(bytes) AS total FROM contacts_snapshot
              WHERE completed_at IS NOT NULL AND deletion IS NULL GROUP BY mailbox_id) g ON g.mailbox_id = s.mailbox_id AND g.newest = s.seq
            """,
            row -> {
              Snapshot snapshot = SnapshotRows.snapshot(row, 0);
              latest.put(snapshot.mailbox(), snapshot);
              sums.put(
                  snapshot.mailbox(), new long[] {row.getLong("snapshots"), row.getLong("total")});
            });
    return mailboxes(organization).stream()
        .map(
            one -> {
              long[] sum = sums.getOrDefault(one.id(), new long[2]);
              return new Holdings(one, sum[0], latest.get(one.id()), sum[1]);
            })
        .toList();
  }

  /** The complete snapshots of a mailbox, the newest first. */
  public List<Snapshot> snapshots(Mailbox mailbox) {
    return parts
        .jdbc()
        .query(
            "SELECT * FROM contacts_snapshot WHERE mailbox_id = ? AND completed_at IS NOT NULL AND"
                + " deletion IS NULL ORDER BY seq DESC",
            SnapshotRows::snapshot,
            mailbox.id());
  }

  /** The complete snapshots that a run made, by mailbox. */
  public List<Snapshot> snapshotsOfRun(long runId) {
    return parts
        .jdbc()
        .query(
            "SELECT * FROM contacts_snapshot WHERE run_id = ? AND completed_at IS NOT NULL AND"
                + " deletion IS NULL ORDER BY mailbox_id, seq",
            SnapshotRows::snapshot,
            runId);
  }

  /**
   * A complete snapshot, to be read.
   *
   * @throws RollcallException when there is none with this number
   */
  public SnapshotView at(Mailbox mailbox, long seq) {
    Snapshot snapshot =
        snapshots(mailbox).stream()
            .filter(one -> one.seq() == seq)
            .findFirst()
            .orElseThrow(
                () ->
                    new RollcallException(
                        ExitCode.NOT_FOUND,
                        "mailbox %d has no snapshot %d".formatted(mailbox.id(), seq),
                        "scripts/rollcall contacts snapshots " + mailbox.id()));
    return new SnapshotView(parts, mailbox, cipher(mailbox.id()), snapshot, lastSeq(mailbox));
  }

  /** The newest complete snapshot, to be read; empty when there is none. */
  public Optional<SnapshotView> latest(Mailbox mailbox) {
    return snapshots(mailbox).stream().findFirst().map(one -> at(mailbox, one.seq()));
  }

  /**
   * Begins to write a snapshot, after taking back what an unfinished one left.
   *
   * @param lease called first in each transaction, to prove that nobody else may write this
   *     mailbox; throws when it cannot
   */
  public SnapshotWriting begin(Mailbox mailbox, long runId, Runnable lease) {
    long writer = random.nextLong();
    MailboxCipher cipher =
        new MailboxCipher(keys.findOrMake(), Math.toIntExact(mailbox.id()), random);
    while (parts.inTransaction(
        () -> {
          lease.run();
          return TakingBack.part(parts.jdbc(), mailbox.id(), lockedSeq(mailbox) + 1);
        })) {
      // another part
    }
    return parts.inTransaction(
        () -> {
          lease.run();
          long seq = lockedSeq(mailbox) + 1;
          // An earlier try may have committed.
          TakingBack.part(parts.jdbc(), mailbox.id(), seq);
          SnapshotRows.begin(
              parts.jdbc(), mailbox.id(), seq, runId, writer, Utc.column(parts.clock().instant()));
          return new SnapshotWriting(
              parts, mailbox, cipher, seq, writer, lease, sealedLinks(mailbox).orElse(null));
        });
  }

  /**
   * Where the next delta round of each folder begins, by Graph's id of the folder, as of the last
   * complete snapshot; empty when there is none.
   *
   * @throws DamagedContent when they cannot be read
   */
  public Map<String, String> links(Mailbox mailbox) {
    return sealedLinks(mailbox)
        .map(
            links ->
                SnapshotWriting.opened(cipher(mailbox.id()), mailbox.id(), lastSeq(mailbox), links))
        .orElse(Map.of());
  }

  private Optional<byte[]> sealedLinks(Mailbox mailbox) {
    return parts
        .jdbc()
        .query(
            "SELECT links FROM contacts_mailbox WHERE id = ?",
            (row, number) -> Optional.ofNullable(row.getBytes(1)),
            mailbox.id())
        .get(0);
  }

  private long lockedSeq(Mailbox mailbox) {
    return lastSeq(mailbox, " FOR UPDATE");
  }

  private long lastSeq(Mailbox mailbox) {
    return lastSeq(mailbox, "");
  }

  private long lastSeq(Mailbox mailbox, String locking) {
    Long last =
        parts
            .jdbc()
            .queryForObject(
                "SELECT last_seq FROM contacts_mailbox WHERE id = ?" + locking,
                Long.class,
                mailbox.id());
    return last == null ? 0 : last;
  }

  /** The versions of a mailbox's contacts, across its snapshots. */
  public ContactVersions versions(Mailbox mailbox) {
    return new ContactVersions(parts, mailbox, cipher(mailbox.id()), lastSeq(mailbox));
  }

  /**
   * The folders as of a snapshot, also when it was deleted while others still have its contacts.
   *
   * @throws DamagedContent when one is not what was stored
   */
  public Folders folders(Mailbox mailbox, long seq) {
    return new FolderRows(parts.jdbc(), mailbox.id(), cipher(mailbox.id())).at(seq);
  }

  /** The number of the contact with a Graph id, in whichever snapshot, deleted ones too. */
  public OptionalLong number(Mailbox mailbox, String graphId) {
    return parts
        .jdbc()
        .queryForList(
            "SELECT number FROM contacts_version WHERE mailbox_id = ? AND graph_key = ? LIMIT 1",
            Long.class,
            mailbox.id(),
            SnapshotWriting.contactKey(cipher(mailbox.id()), graphId))
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  /** What leaves the store, and comes back. */
  public Deletions deletions() {
    return new Deletions(parts, sequences);
  }

  /**
   * Reads what is stored of a mailbox, and counts it, as of one moment: backups, deletions and
   * purges go on meanwhile, and are no damage.
   *
   * @param share of the versions of contacts that are opened, above 0 to 1; folders and counts are
   *     looked at in any case
   * @param chance chooses the sample
   */
  public Checked check(Mailbox mailbox, double share, Random chance) {
    return parts.asOfOneMoment(
        () ->
            new StoreCheck(
                    parts,
                    rows(),
                    mailbox,
                    cipher(mailbox.id()),
                    lastSeq(mailbox),
                    snapshots(mailbox))
                .run(share, chance));
  }

  private MailboxRows rows() {
    return new MailboxRows(parts.jdbc(), cipher(0), this::cipher);
  }

  private MailboxCipher cipher(long mailbox) {
    byte[] key = keys.find().orElseThrow(() -> new IllegalStateException("an empty store"));
    return new MailboxCipher(key, Math.toIntExact(mailbox), random);
  }
}
