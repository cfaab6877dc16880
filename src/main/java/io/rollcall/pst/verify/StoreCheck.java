package io.rollcall.pst.verify;

import io.rollcall.pst.ltp.TableLayout;
import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.Nid;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The nodes that every file has; [MS-PST] 2.7. */
final class StoreCheck {
  static final int STORE = 0x21;
  static final int NAMES = 0x61;
  static final int ROOT = 0x122;
  private static final int SEARCHES = 0x201;
  private static final int SEARCH_MAP = 0xC01;
  private static final int SEARCH_FOLDER = 0x2223;
  private static final int SEARCH_CRITERIA = 0x2227;
  private static final int UID = 16;
  private static final List<Integer> NEEDED =
      List.of(
          STORE,
          NAMES,
          ROOT,
          0x1E1,
          SEARCHES,
          0x261,
          SEARCH_MAP,
          0xEC1,
          SEARCH_FOLDER,
          0x2226,
          SEARCH_CRITERIA,
          0x2230,
          0x8022,
          0x8042,
          0x8062,
          0x8082);

  /** The store's references to folders. */
  private static final List<Integer> ENTRY_IDS = List.of(0x35E0, 0x35E3, 0x35E6, 0x35E7);

  private final NodeTable table;
  private final NodeReader nodes;
  private final Findings findings;

  StoreCheck(NodeTable table, NodeReader nodes) {
    this.table = table;
    this.nodes = nodes;
    this.findings = nodes.findings();
  }

  void check() throws IOException {
    for (int nid : NEEDED) {
      findings.require(table.find(nid) >= 0, Rule.STORE_NODES, Hex.node(nid), "it is missing");
    }
    attempt(this::store);
    attempt(this::searches);
    attempt(() -> PropertyList.open(node(SEARCH_CRITERIA), nodes));
    for (TableLayout layout : TableLayout.values()) {
      attempt(() -> template(layout));
    }
  }

  private interface Part {
    Object check() throws IOException, Lost;
  }

  private static void attempt(Part part) throws IOException {
    try {
      part.check();
    } catch (Lost lost) {
      // Noted where it was found; the other parts can still be checked.
    }
  }

  private NodeData node(int nid) throws Lost {
    int index = table.find(nid);
    if (index < 0) {
      throw findings.lost(Rule.STORE_NODES, Hex.node(nid), "it is missing");
    }
    return table.data(index);
  }

  private Object store() throws IOException, Lost {
    PropertyList store = PropertyList.open(node(STORE), nodes);
    byte[] uid = store.bytes(0x0FF9);
    boolean right =
        uid.length == UID
            && store.value(0x3001) != null
            && store.value(0x35DF) != null
            && store.is(0x6633, 1)
            && store.is(0x67FF, 0);
    findings.require(right, Rule.STORE_PROPERTIES, store.where(), "some are missing");
    for (int id : ENTRY_IDS) {
      byte[] entry = store.bytes(id);
      boolean own =
          entry.length == 4 + UID + 4
              && LittleEndian.get32(entry, 0) == 0
              && Arrays.equals(uid, Arrays.copyOfRange(entry, 4, 4 + UID))
              && table.find(LittleEndian.get32(entry, 4 + UID)) >= 0;
      findings.require(own, Rule.STORE_ENTRY_IDS, store.where(), "property " + Hex.of(id));
    }
    return store;
  }

  private Object searches() throws IOException, Lost {
    byte[] listed = nodes.data(node(SEARCHES)).all();
    boolean right = listed.length % 4 == 0;
    for (int at = 0; at + 4 <= listed.length; at += 4) {
      int nid = LittleEndian.get32(listed, at);
      right &= Nid.type(nid) == Nid.SEARCH_FOLDER && table.find(nid) >= 0;
    }
    findings.require(right, Rule.STORE_NODES, Hex.node(SEARCHES), "it lists what is not there");
    HeapReader map = HeapReader.open(node(SEARCH_MAP), HeapReader.SEARCH_MAP, nodes);
    byte[] root = map.item(map.root());
    if (root.length != 4) {
      throw findings.lost(Rule.STORE_NODES, Hex.node(SEARCH_MAP), "it has no tree");
    }
    RecordTreeReader.walk(map, LittleEndian.get32(root, 0), 16, 4, findings, (item, at) -> {});
    return map;
  }

  private Object template(TableLayout layout) throws IOException, Lost {
    NodeData node = node(layout.template());
    Table read = Table.open(node, layout, nodes);
    read.visit((id, block, at) -> {});
    int rows = layout == TableLayout.RECEIVE_FOLDERS ? 1 : 0;
    findings.require(
        read.rows() == rows, Rule.STORE_TEMPLATES, node.where(), read.rows() + " rows");
    return read;
  }
}
