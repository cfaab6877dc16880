package io.rollcall.contacts.store;

import io.rollcall.contacts.store.Standing.Row;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** The folders of a mailbox, of which there are few enough to be looked at together. */
final class FolderRows {
  private final JdbcTemplate jdbc;
  private final long mailbox;
  private final MailboxCipher cipher;

  FolderRows(JdbcTemplate jdbc, long mailbox, MailboxCipher cipher) {
    this.jdbc = jdbc;
    this.mailbox = mailbox;
    this.cipher = cipher;
  }

  /** How each stands that ever was, by the key of its Graph id, while a snapshot is written. */
  Map<ByteBuffer, Standing> standing(long seq) {
    Map<ByteBuffer, Standing> found = new HashMap<>();
    jdbc.query(
        """
        SELECT number, from_seq, until_seq, graph_key, content_key FROM contacts_folder WHERE mailbox_id = ?
        ORDER BY from_seq
        """,
        row -> {
          Row version =
              new Row(
                  row.getLong("from_seq"),
                  row.getLong("until_seq"),
                  0,
                  0,
                  row.getBytes("content_key"));
          ByteBuffer key = ByteBuffer.wrap(row.getBytes("graph_key"));
          Standing before = found.getOrDefault(key, Standing.of(row.getLong("number")));
          found.put(key, before.with(version, seq));
        },
        mailbox);
    return found;
  }

  /** Those of a snapshot. */
  Folders at(long seq) {
    List<Folders.Named> named = new ArrayList<>();
    jdbc.query(
        """
        SELECT * FROM contacts_folder WHERE mailbox_id = ? AND from_seq <= ? AND (until_seq IS NULL OR until_seq > ?)
        AND deletion IS NULL
        """,
        row -> {
          named.add(open(row));
        },
        mailbox,
        seq,
        seq);
    return new Folders(named);
  }

  /**
   * Makes sure that a row is what was stored: that its content opens in its place, and that its
   * keys are those of its content.
   *
   * @throws DamagedContent when it is not
   */
  void requireSound(ResultSet row) throws SQLException {
    Folders.Named folder = open(row);
    byte[] json =
        Content.folder(folder.graphId(), folder.parent(), folder.name(), folder.isDefault())
            .bytes();
    if (!Arrays.equals(
            row.getBytes("graph_key"), SnapshotWriting.folderKey(cipher, folder.graphId()))
        || !Arrays.equals(
            row.getBytes("content_key"),
            SnapshotWriting.folderKey(cipher, folder.number(), json))) {
      throw DamagedContent.ofFolder(mailbox, folder.number(), row.getLong("from_seq"));
    }
  }

  private Folders.Named open(ResultSet row) throws SQLException {
    long number = row.getLong("number");
    long from = row.getLong("from_seq");
    return cipher
        .open(Place.folder(mailbox, number, from), row.getBytes("content"))
        .map(content -> Content.folder(number, content))
        .orElseThrow(() -> DamagedContent.ofFolder(mailbox, number, from));
  }
}
