package io.rollcall.pst.verify;

import io.rollcall.pst.ltp.PropertyType;
import io.rollcall.pst.ndb.LittleEndian;
import java.io.IOException;

/** The form of a value, by its type; [MS-PST] 2.3.3.4. */
final class ValueForm {
  private ValueForm() {}

  static void check(PropertyValue value, String where, NodeReader nodes) throws IOException, Lost {
    PropertyType type = value.type();
    boolean right = type.size() == 0 || value.size() == type.size();
    if (type == PropertyType.BOOLEAN) {
      right &= value.number() == 0 || value.number() == 1;
    } else if (type == PropertyType.STRING) {
      right &= value.size() % 2 == 0;
    } else if (type == PropertyType.INT32_LIST) {
      right &= value.size() % 4 == 0;
    } else if (type == PropertyType.STRING_LIST) {
      right &= list(bytes(value, nodes));
    }
    nodes
        .findings()
        .require(right, Rule.PROPERTY_VALUE, where, type + " of " + value.size() + " bytes");
  }

  private static byte[] bytes(PropertyValue value, NodeReader nodes) throws IOException, Lost {
    NodeData beside = value.beside();
    if (beside != null) {
      return nodes.data(beside).all();
    }
    byte[] bytes = value.bytes();
    return bytes == null ? new byte[0] : bytes;
  }

  /** A count, where each text starts, and the texts behind one another up to the end. */
  private static boolean list(byte[] bytes) {
    if (bytes.length < 4) {
      return false;
    }
    int count = LittleEndian.get32(bytes, 0);
    if (count < 0 || count > (bytes.length - 4) / 4) {
      return false;
    }
    int previous = 4 + 4 * count;
    for (int i = 0; i < count; i++) {
      int start = LittleEndian.get32(bytes, 4 + 4 * i);
      if (start < previous
          || start > bytes.length
          || start % 2 != 0
          || (i == 0 && start > previous)) {
        return false;
      }
      previous = start;
    }
    return (bytes.length - previous) % 2 == 0;
  }
}
