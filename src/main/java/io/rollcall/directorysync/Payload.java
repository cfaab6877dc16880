package io.rollcall.directorysync;

import io.rollcall.kernel.Sha256;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.Compression;
import io.rollcall.plan.Operation;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a plan's line stores: deflated JSON of an {@link EntryChange} or a {@link MembersChange}.
 */
final class Payload {
  /** The kind of lines that change members; the other kinds are {@link Kind#key()}. */
  static final String MEMBERS = "members";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Compression COMPRESSION =
      Compression.withDictionary(Payload.class, "plan-dictionary-1.txt");

  private Payload() {}

  static ChangeRow row(EntryChange change, String label) {
    Operation operation =
        change.before() == null
            ? Operation.ADD
            : change.after() == null ? Operation.REMOVE : Operation.UPDATE;
    return row(change.kind().key(), operation, label, JSON.writeValueAsBytes(change));
  }

  static ChangeRow row(MembersChange change) {
    return row(MEMBERS, Operation.UPDATE, change.label(), JSON.writeValueAsBytes(change));
  }

  /** Graph's ids are no numbers: the object is named in the payload, which the digest covers. */
  private static ChangeRow row(String kind, Operation operation, String label, byte[] json) {
    return new ChangeRow(
        0, 0, kind, operation, label, COMPRESSION.deflate(json), Sha256.of(json), null);
  }

  static EntryChange entry(ChangeRow row) {
    return JSON.readValue(COMPRESSION.inflate(row.payload()), EntryChange.class);
  }

  static MembersChange members(ChangeRow row) {
    return JSON.readValue(COMPRESSION.inflate(row.payload()), MembersChange.class);
  }
}
