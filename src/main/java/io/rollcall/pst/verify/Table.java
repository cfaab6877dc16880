package io.rollcall.pst.verify;

import io.rollcall.pst.ltp.Column;
import io.rollcall.pst.ltp.TableLayout;
import io.rollcall.pst.ndb.Layout;
import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.Nid;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table: its head, its rows, and the index of them; [MS-PST] 2.3.4. */
final class Table {
  private static final int HEAD = 22;
  private static final int COLUMN = 8;
  private static final int FIRST_ITEM = 0x20;
  private final String where;
  private final TableLayout layout;
  private final NodeReader nodes;
  private final HeapReader heap;
  private final Map<Integer, NodeData> subnodes;
  private byte[] inHeap = new byte[0];
  private @Nullable Data beside;
  private long rows;
  private int index;

  /** Takes a row; its bytes begin at {@code at}. */
  interface Row {
    void visit(int id, byte[] block, int at) throws IOException, Lost;
  }

  private Table(NodeData node, TableLayout layout, NodeReader nodes) throws IOException, Lost {
    this.where = node.where();
    this.layout = layout;
    this.nodes = nodes;
    this.heap = HeapReader.open(node, HeapReader.TABLE, nodes);
    this.subnodes = nodes.subnodes(node).byNumber();
  }

  /** Checks all but the rows. */
  static Table open(NodeData node, TableLayout layout, NodeReader nodes) throws IOException, Lost {
    Table table = new Table(node, layout, nodes);
    byte[] head = table.head();
    table.index = LittleEndian.get32(head, 10);
    table.openRows(LittleEndian.get32(head, 14));
    return table;
  }

  long rows() {
    return rows;
  }

  String where() {
    return where;
  }

  TableLayout layout() {
    return layout;
  }

  /** Whether the row has a value in a column. */
  boolean has(Column column, byte[] block, int at) {
    return (block[at + layout.end(2) + column.bit() / 8] & 0x80 >> column.bit() % 8) != 0;
  }

  /** A cell's value: its bytes, or those of the item that it refers to. */
  byte[] cell(Column column, boolean varies, byte[] block, int at) throws IOException, Lost {
    byte[] cell =
        Arrays.copyOfRange(block, at + column.offset(), at + column.offset() + column.size());
    return varies ? heap.item(LittleEndian.get32(cell, 0)) : cell;
  }

  private byte[] head() throws IOException, Lost {
    byte[] head = heap.item(heap.root());
    if (head.length < HEAD || (head[0] & 0xFF) != HeapReader.TABLE) {
      throw nodes.findings().lost(Rule.TABLE_HEAD, where, "there is none");
    }
    boolean same =
        (head[1] & 0xFF) == layout.columns().size()
            && head.length == HEAD + COLUMN * layout.columns().size();
    for (int group = 0; group < 4; group++) {
      same &= LittleEndian.get16(head, 2 + 2 * group) == layout.end(group);
    }
    for (int i = 0; same && i < layout.columns().size(); i++) {
      Column column = layout.columns().get(i);
      int at = HEAD + COLUMN * i;
      same =
          LittleEndian.get32(head, at) == column.tag()
              && LittleEndian.get16(head, at + 4) == column.offset()
              && (head[at + 6] & 0xFF) == column.size()
              && (head[at + 7] & 0xFF) == column.bit();
    }
    if (!same) {
      throw nodes.findings().lost(Rule.TABLE_COLUMNS, where, "they are not those of " + layout);
    }
    nodes
        .findings()
        .require(
            LittleEndian.get32(head, 10) == FIRST_ITEM && LittleEndian.get32(head, 18) == 0,
            Rule.TABLE_HEAD,
            where,
            "its index is not where readers look for it");
    return head;
  }

  private void openRows(int reference) throws IOException, Lost {
    if ((reference & 0x1F) == 0) {
      inHeap = heap.item(reference);
      rows = inHeap.length / layout.rowSize();
      checkBlock(inHeap, true);
      nodes
          .findings()
          .require(subnodes.isEmpty(), Rule.SUBNODE_UNUSED, where, "rows are in the heap");
      return;
    }
    NodeData node = subnodes.get(reference);
    if (node == null || Nid.type(reference) != Nid.LTP) {
      throw nodes.findings().lost(Rule.TABLE_MATRIX, where, "no subnode " + Hex.of(reference));
    }
    Data matrix = nodes.data(node);
    beside = matrix;
    for (int i = 0; i < matrix.count(); i++) {
      checkBlock(matrix.block(i), i == matrix.count() - 1);
      rows += matrix.block(i).length / layout.rowSize();
    }
  }

  private void checkBlock(byte[] block, boolean last) {
    int rest = block.length % layout.rowSize();
    boolean right = last ? rest == 0 : block.length == Layout.PAYLOAD;
    for (int i = block.length - rest; i < block.length; i++) {
      right &= block[i] == 0;
    }
    nodes
        .findings()
        .require(right, Rule.TABLE_MATRIX, where, "a block of " + block.length + " bytes");
  }

  /** Reads all rows in the order of the index. */
  void visit(Row visitor) throws IOException, Lost {
    long[] visited = {0};
    RecordTreeReader.walk(
        heap,
        index,
        4,
        4,
        nodes.findings(),
        (item, at) -> {
          int id = LittleEndian.get32(item, at);
          visited[0]++;
          row(id, LittleEndian.get32(item, at + 4), visitor);
        });
    nodes
        .findings()
        .require(
            visited[0] == rows,
            Rule.TABLE_INDEX,
            where,
            "it finds " + visited[0] + " of " + rows + " rows");
  }

  private void row(int id, int number, Row visitor) throws IOException, Lost {
    if (number < 0 || number >= rows) {
      throw nodes.findings().lost(Rule.TABLE_INDEX, where, "there is no row " + number);
    }
    byte[] block = inHeap;
    int at = number * layout.rowSize();
    Data matrix = beside;
    if (matrix != null) {
      int inBlock = Layout.PAYLOAD / layout.rowSize();
      block = matrix.block(number / inBlock);
      at = number % inBlock * layout.rowSize();
    }
    if (at + layout.rowSize() > block.length || LittleEndian.get32(block, at) != id) {
      throw nodes
          .findings()
          .lost(Rule.TABLE_INDEX, where, Hex.of(id) + " is not that of row " + number);
    }
    checkCells(block, at);
    visitor.visit(id, block, at);
  }

  private void checkCells(byte[] block, int at) {
    for (Column column : layout.columns()) {
      boolean own = column.bit() < 2;
      boolean right = has(column, block, at);
      if (!right && !own) {
        right = true;
        for (int i = 0; i < column.size(); i++) {
          right &= block[at + column.offset() + i] == 0;
        }
      }
      nodes.findings().require(right, Rule.TABLE_CELLS, where, "column " + Hex.of(column.tag()));
    }
  }
}
