package io.rollcall.activedirectory;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may send as an object: the allowing entries of its security descriptor for the extended right
 * Send-As. Inherited entries, denials, entries that are only for children, and the object itself do
 * not count; nor does full control, which Exchange does not show as Send-As either.
 *
 * <p>The layout is MS-DTYP 2.4.4 to 2.4.6, the right's GUID MS-ADTS 5.1.3.2.1.
 */
final class SendAs {
  private static final UUID RIGHT = UUID.fromString("ab721a54-1e2f-11d0-9819-00aa0040529b");
  private static final String SELF = "S-1-5-10";

  private static final int HEADER_BYTES = 20;
  private static final int DACL_OFFSET_AT = 16;
  private static final int ALLOWED_OBJECT = 0x05;
  private static final int INHERITED = 0x10;
  private static final int INHERIT_ONLY = 0x08;
  private static final int CONTROL_ACCESS = 0x100;
  private static final int OBJECT_TYPE_PRESENT = 0x1;
  private static final int INHERITED_TYPE_PRESENT = 0x2;

  private SendAs() {}

  /**
   * The SIDs of those who may, each once.
   *
   * @throws Unreadable when the descriptor is damaged
   */
  static List<String> trustees(byte[] descriptor) throws Unreadable {
    try {
      ByteBuffer in = ByteBuffer.wrap(descriptor).order(ByteOrder.LITTLE_ENDIAN);
      if (descriptor.length < HEADER_BYTES || in.get(0) != 1) {
        throw new Unreadable("nTSecurityDescriptor is damaged");
      }
      int dacl = in.getInt(DACL_OFFSET_AT);
      return dacl == 0 ? List.of() : entries(slice(in, dacl, descriptor.length - dacl));
    } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException e) {
      throw new Unreadable("nTSecurityDescriptor is damaged");
    }
  }

  private static ByteBuffer slice(ByteBuffer in, int from, int length) {
    return in.slice(from, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static List<String> entries(ByteBuffer acl) {
    List<String> trustees = new ArrayList<>();
    int count = acl.getShort(4) & 0xFFFF;
    int at = 8;
    for (int i = 0; i < count; i++) {
      int size = acl.getShort(at + 2) & 0xFFFF;
      String trustee = trustee(slice(acl, at, size));
      if (trustee != null && !trustee.equals(SELF) && !trustees.contains(trustee)) {
        trustees.add(trustee);
      }
      at += size;
      if (size < 4) {
        throw new IllegalArgumentException("an entry without a size");
      }
    }
    return trustees;
  }

  private static @Nullable String trustee(ByteBuffer entry) {
    int type = entry.get(0) & 0xFF;
    int flags = entry.get(1) & 0xFF;
    if (type != ALLOWED_OBJECT || (flags & (INHERITED | INHERIT_ONLY)) != 0) {
      return null;
    }
    int mask = entry.getInt(4);
    int present = entry.getInt(8);
    if ((mask & CONTROL_ACCESS) == 0 || (present & OBJECT_TYPE_PRESENT) == 0) {
      return null;
    }
    byte[] right = new byte[16];
    entry.position(12).get(right);
    int sid = 28 + ((present & INHERITED_TYPE_PRESENT) == 0 ? 0 : 16);
    return RIGHT.equals(Octets.guid(right)) ? Octets.sid(entry.position(sid).slice()) : null;
  }
}
