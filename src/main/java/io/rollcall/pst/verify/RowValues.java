package io.rollcall.pst.verify;

import io.rollcall.pst.ltp.Column;
import io.rollcall.pst.ltp.PropertyType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/** Compares a row with what it is a copy of. */
final class RowValues {
  private static final Set<Integer> OF_VARYING_SIZE =
      Set.of(
          PropertyType.STRING.code(),
          PropertyType.BINARY.code(),
          PropertyType.INT32_LIST.code(),
          PropertyType.STRING_LIST.code());

  private RowValues() {}

  static void compare(
      Table table, byte[] block, int at, PropertyList original, Rule rule, Findings findings)
      throws IOException, Lost {
    for (Column column : table.layout().columns()) {
      if (column.bit() < 2) {
        continue;
      }
      int id = column.tag() >>> 16;
      int type = column.tag() & 0xFFFF;
      PropertyValue value = original.value(id);
      boolean expected = value != null && value.type().code() == type;
      boolean same = table.has(column, block, at) == expected;
      if (same && expected) {
        byte[] cell = table.cell(column, OF_VARYING_SIZE.contains(type), block, at);
        same = Arrays.equals(cell, original.bytes(id));
      }
      findings.require(same, rule, original.where(), "its row has another value for " + Hex.of(id));
    }
  }
}
