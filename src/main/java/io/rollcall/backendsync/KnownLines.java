package io.rollcall.backendsync;

import io.rollcall.exchange.ExportFile.Line;
import io.rollcall.plan.InQuery;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Recognises records that were applied or found equal before, by their hashes in {@code
 * runner_line}. An export keeps its order from run to run, and objects got their numbers in that
 * order; so the hashes are read ahead in the order of the numbers, several times faster than by
 * look-ups, and only what is not found there is looked up.
 */
final class KnownLines {
  private static final int PAGE = 2000;
  private static final int PAGES_KEPT = 4;

  private final JdbcTemplate jdbc;
  private final InQuery in;
  private final long organizationId;
  private final Map<Hash, Long> window = new LinkedHashMap<>();
  private long lastRead;
  private boolean exhausted;

  KnownLines(JdbcTemplate jdbc, long organizationId) {
    this.jdbc = jdbc;
    this.in = new InQuery(jdbc);
    this.organizationId = organizationId;
  }

  /** SHA-256, comparable. */
  private record Hash(long a, long b, long c, long d) {
    static Hash of(byte[] bytes) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new Hash(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }
  }

  /** The objects whose records are among these lines; a line that is not known is absent. */
  Map<Line, Long> find(List<Line> lines) {
    readAhead();
    Map<Line, Long> found = new HashMap<>();
    Map<Hash, Line> missed = new HashMap<>();
    for (Line line : lines) {
      Hash hash = Hash.of(line.hash());
      Long object = window.remove(hash);
      if (object == null) {
        missed.put(hash, line);
      } else {
        found.put(line, object);
      }
    }
    lookUp(lines, missed, found);
    return found;
  }

  private void lookUp(List<Line> lines, Map<Hash, Line> missed, Map<Line, Long> found) {
    List<byte[]> hashes = new ArrayList<>();
    missed.values().forEach(line -> hashes.add(line.hash()));
    List<Long> elsewhere = new ArrayList<>();
    in.forEach(
        "SELECT line_hash, object_id, organization_id FROM runner_line WHERE line_hash IN (:keys)",
        hashes,
        row -> {
          Line line = missed.get(Hash.of(row.getBytes(1)));
          if (line != null && row.getLong(3) == organizationId) {
            found.put(line, row.getLong(2));
            elsewhere.add(row.getLong(2));
          }
        });
    if (elsewhere.size() > lines.size() / 2) {
      // The source goes on in another place than we read ahead: follow it.
      window.clear();
      lastRead = elsewhere.stream().mapToLong(Long::longValue).max().orElse(lastRead);
      exhausted = false;
    }
  }

  private void readAhead() {
    if (exhausted || window.size() >= PAGE / 2) {
      return;
    }
    int rows =
        jdbc.query(
                "SELECT object_id, line_hash FROM runner_line WHERE organization_id = ? AND object_id > ? ORDER BY object_id LIMIT ?",
                (row, number) -> {
                  lastRead = row.getLong(1);
                  window.put(Hash.of(row.getBytes(2)), lastRead);
                  return lastRead;
                },
                organizationId,
                lastRead,
                PAGE)
            .size();
    exhausted = rows < PAGE;
    // What was read ahead and never came is of objects that changed or went: it must not fill the
    // window for ever.
    Iterator<Hash> oldest = window.keySet().iterator();
    for (int surplus = window.size() - PAGES_KEPT * PAGE; surplus > 0; surplus--) {
      oldest.next();
      oldest.remove();
    }
  }
}
