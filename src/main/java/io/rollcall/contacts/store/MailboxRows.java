package io.rollcall.contacts.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of mailboxes. */
final class MailboxRows {
  private static final String SELECT =
      """
      SELECT m.id, m.organization_id, m.identity, o.organization_key FROM contacts_mailbox m
      JOIN panel_organization o ON o.id = m.organization_id
      """;

  private final JdbcTemplate jdbc;
  private final MailboxCipher store;
  private final LongFunction<MailboxCipher> ciphers;

  /**
   * @param store of what is the store's own
   * @param ciphers of each mailbox
   */
  MailboxRows(JdbcTemplate jdbc, MailboxCipher store, LongFunction<MailboxCipher> ciphers) {
    this.jdbc = jdbc;
    this.store = store;
    this.ciphers = ciphers;
  }

  Optional<Mailbox> byGraphId(long organization, String graphId) {
    return first("WHERE m.graph_key = ?", graphKey(organization, graphId));
  }

  Optional<Mailbox> byNumber(long id) {
    return first("WHERE m.id = ?", id);
  }

  /** The one that was last known to have it. */
  Optional<Mailbox> byAddress(String address) {
    return first(
        "WHERE m.address_key = ? ORDER BY m.addressed_at DESC, m.id DESC", addressKey(address));
  }

  Optional<Mailbox> byGraphId(String graphId) {
    return jdbc
        .queryForList("SELECT DISTINCT organization_id FROM contacts_mailbox", Long.class)
        .stream()
        .flatMap(organization -> byGraphId(organization, graphId).stream())
        .findFirst();
  }

  /**
   * All of them, by number.
   *
   * @param organization the key of an organization; null for all
   */
  List<Mailbox> all(@Nullable String organization) {
    return jdbc.query(
        SELECT + "WHERE o.organization_key = COALESCE(?, o.organization_key) ORDER BY m.id",
        this::mailbox,
        organization);
  }

  /**
   * Hands over all of them, by number.
   *
   * @param organization the key of an organization; null for all
   * @param damaged is told the numbers of those whose identity is not what was stored
   */
  void all(
      @Nullable String organization,
      Consumer<Mailbox> taker,
      BiConsumer<Long, DamagedContent> damaged) {
    jdbc.query(
        SELECT + "WHERE o.organization_key = COALESCE(?, o.organization_key) ORDER BY m.id",
        row -> {
          Mailbox mailbox;
          try {
            mailbox = mailbox(row, 0);
          } catch (DamagedContent e) {
            damaged.accept(row.getLong("id"), e);
            return;
          }
          taker.accept(mailbox);
        },
        organization);
  }

  private Optional<Mailbox> first(String where, Object argument) {
    return jdbc.query(SELECT + where, this::mailbox, argument).stream().findFirst();
  }

  private Mailbox mailbox(ResultSet row, int number) throws SQLException {
    long id = row.getLong("id");
    Content.Identity identity =
        ciphers
            .apply(id)
            .open(Place.mailbox(id, row.getLong("organization_id")), row.getBytes("identity"))
            .map(Content::identity)
            .orElseThrow(() -> DamagedContent.ofMailbox(id));
    return new Mailbox(
        id, row.getString("organization_key"), identity.graphId(), identity.address());
  }

  void insert(long id, long organization, Content.Identity identity, LocalDateTime now) {
    jdbc.update(
        """
        INSERT INTO contacts_mailbox (id, organization_id, graph_key, address_key, identity, addressed_at, next_number, last_seq)
        VALUES (?, ?, ?, ?, ?, ?, 1, 0)
        """,
        id,
        organization,
        graphKey(organization, identity.graphId()),
        addressKey(identity.address()),
        sealed(id, organization, identity),
        now);
  }

  void readdress(long id, long organization, Content.Identity identity, LocalDateTime now) {
    jdbc.update(
        "UPDATE contacts_mailbox SET address_key = ?, identity = ?, addressed_at = ? WHERE id = ?",
        addressKey(identity.address()),
        sealed(id, organization, identity),
        now,
        id);
  }

  private byte[] sealed(long id, long organization, Content.Identity identity) {
    return ciphers.apply(id).seal(Place.mailbox(id, organization), Content.identity(identity));
  }

  /**
   * What a mailbox is looked up by, and where its next numbers begin, held against what its
   * identity says and what is there.
   *
   * @return what does not fit, in words
   */
  List<String> misfits(Mailbox mailbox) {
    List<String> misfits = new ArrayList<>();
    jdbc.query(
        """
        SELECT organization_id, graph_key, address_key, next_number,
          (SELECT COALESCE(MAX(number), 0) FROM contacts_version WHERE mailbox_id = m.id) contacts,
          (SELECT COALESCE(MAX(number), 0) FROM contacts_folder WHERE mailbox_id = m.id) folders,
          (SELECT COALESCE(MAX(number), 0) FROM contacts_photo WHERE mailbox_id = m.id) photos
        FROM contacts_mailbox m WHERE id = ?
        """,
        row -> {
          byte[] graph = graphKey(row.getLong("organization_id"), mailbox.graphId());
          if (!Arrays.equals(graph, row.getBytes("graph_key"))) {
            misfits.add("graph_key is not what was stored");
          }
          if (!Arrays.equals(addressKey(mailbox.address()), row.getBytes("address_key"))) {
            misfits.add("address_key is not what was stored");
          }
          long taken =
              Math.max(
                  row.getLong("contacts"), Math.max(row.getLong("folders"), row.getLong("photos")));
          if (row.getLong("next_number") <= taken) {
            misfits.add("next_number would give a number again");
          }
        },
        mailbox.id());
    return misfits;
  }

  private byte[] graphKey(long organization, String graphId) {
    return store.id("graph mailbox " + organization, graphId.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] addressKey(String address) {
    return store.id(
        "address", address.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }
}
