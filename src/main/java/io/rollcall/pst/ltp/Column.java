package io.rollcall.pst.ltp;

/**
 * A column of a table.
 *
 * @param tag the property: name in the upper half, type in the lower
 * @param offset where in the row its cell lies
 * @param size the cell's bytes
 * @param bit which bit at the row's end says that the cell has a value, from the highest
 */
public record Column(int tag, int offset, int size, int bit) {

  static Column parse(String text) {
    String[] parts = text.split("[:/]", -1);
    return new Column(
        Integer.parseUnsignedInt(parts[0], 16),
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]));
  }
}
