package io.rollcall.pst.ltp;

import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.Longs;
import io.rollcall.pst.ndb.NdbWriter;
import java.io.IOException;
import java.util.List;

/**
 * A table, row by row; [MS-PST] 2.3.4. Rows and texts leave memory block by block; what stays is 8
 * bytes for each row.
 */
public final class TableWriter {
  private final TableLayout layout;
  private final Heap heap;
  private final RowMatrix matrix;
  private final int info;
  private final int rowTree;
  private final Longs ids = new Longs();

  public TableWriter(NdbWriter ndb, TableLayout layout) throws IOException {
    this.layout = layout;
    heap = new Heap(ndb);
    matrix = new RowMatrix(ndb, layout.rowSize());
    // The heap's first item, as in files that Outlook makes: java-libpst looks nowhere else.
    rowTree = heap.reserve(RecordTree.HEADER);
    info = heap.reserve(TableHead.size(layout));
  }

  /** An empty table. */
  public static DataTree empty(NdbWriter ndb, TableLayout layout) throws IOException {
    return new TableWriter(ndb, layout).finish();
  }

  public int rows() {
    return ids.size();
  }

  /**
   * Adds a row.
   *
   * @param id its number, larger than that of the row before
   * @param properties its values; those that the table has no column for are left out
   */
  public void row(int id, List<Property> properties) throws IOException {
    ids.add(Integer.toUnsignedLong(id));
    byte[] row = new byte[layout.rowSize()];
    LittleEndian.put32(row, 0, id);
    LittleEndian.put32(row, 4, ids.size());
    exists(row, 0);
    exists(row, 1);
    for (Property property : properties) {
      Column column = layout.column(property.tag());
      if (column != null) {
        put(row, column, property);
      }
    }
    matrix.add(row);
  }

  /** Writes what is left. */
  public DataTree finish() throws IOException {
    byte[] tree = new RecordTree(heap, 4, 4).write(new RowRecords(ids));
    int rows = matrix.fitsInHeap() ? heap.add(matrix.item()) : matrix.nid();
    heap.patch(rowTree, tree);
    heap.patch(info, TableHead.of(layout, rowTree, rows));
    long bytes = heap.bytes() + matrix.subnodeBytes();
    return new DataTree(heap.finish(Heap.TABLE, info), matrix.finish(), bytes);
  }

  private void put(byte[] row, Column column, Property property) throws IOException {
    exists(row, column.bit());
    if (property.type().size() == 0) {
      LittleEndian.put32(row, column.offset(), heap.add(property.value()));
      return;
    }
    switch (column.size()) {
      case 1 -> row[column.offset()] = (byte) property.number();
      case 2 -> LittleEndian.put16(row, column.offset(), (int) property.number());
      case 4 -> LittleEndian.put32(row, column.offset(), (int) property.number());
      case 8 -> LittleEndian.put64(row, column.offset(), property.number());
      default -> throw new IllegalStateException("a cell of " + column.size() + " bytes");
    }
  }

  private void exists(byte[] row, int bit) {
    row[layout.end(2) + bit / 8] |= (byte) (0x80 >> bit % 8);
  }

  /** From a row's number to its place. */
  private record RowRecords(Longs ids) implements RecordTree.Records {

    @Override
    public int count() {
      return ids.size();
    }

    @Override
    public long key(int index) {
      return ids.get(index);
    }

    @Override
    public void put(int index, byte[] target, int at) {
      LittleEndian.put32(target, at, (int) ids.get(index));
      LittleEndian.put32(target, at + 4, index);
    }
  }
}
