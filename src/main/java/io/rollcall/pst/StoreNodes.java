package io.rollcall.pst;

import io.rollcall.pst.ltp.DataTree;
import io.rollcall.pst.ltp.Property;
import io.rollcall.pst.ltp.PropertyListWriter;
import io.rollcall.pst.ltp.SearchMap;
import io.rollcall.pst.ltp.TableLayout;
import io.rollcall.pst.ltp.TableWriter;
import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.NdbWriter;
import io.rollcall.pst.ndb.Payload;
import java.io.IOException;
import java.util.List;

/** The nodes that every file has, whatever its contents; [MS-PST] 2.7.1. */
final class StoreNodes {
  static final int STORE = 0x21;
  static final int NAMES = 0x61;
  static final int ROOT = 0x122;
  static final int SPAM_SEARCH = 0x2223;

  /** Below it is what people see. */
  static final int TOP = 0x8022;

  static final int FINDER = 0x8042;
  static final int DELETED = 0x8062;
  static final int VIEWS = 0x8082;
  static final String DELETED_NAME = "Deleted Items";

  private static final int UID = 16;
  private static final int ENTRY_ID = 24;

  /** Top, deleted items, views and finder exist. */
  private static final int VALID_FOLDERS = 0xC9;

  private static final List<Integer> EMPTY_QUEUES = List.of(0x1E1, 0x261, 0xEC1, 0x2226);
  private static final int SEARCH_DOMAIN = 0x201;
  private static final int SEARCH_MAP = 0xC01;
  private static final int SPAM_CRITERIA = 0x2227;
  private final NdbWriter ndb;

  private StoreNodes(NdbWriter ndb) {
    this.ndb = ndb;
  }

  /** The folders above those of the user; returns the root. */
  static FolderNode root() {
    FolderNode root = new FolderNode(ROOT, ROOT, "", false);
    root.child(SPAM_SEARCH, "SPAM Search Folder 2", false);
    root.child(TOP, "Top of Outlook data file", false).child(DELETED, DELETED_NAME, false);
    root.child(FINDER, "Search Root", false);
    root.child(VIEWS, "IPM_COMMON_VIEWS", false);
    return root;
  }

  /**
   * Writes all but folders.
   *
   * @param names the list of named properties
   * @param uid the file's own 16 bytes
   */
  static void write(NdbWriter ndb, List<Property> names, String storeName, byte[] uid)
      throws IOException {
    StoreNodes nodes = new StoreNodes(ndb);
    nodes.list(NAMES, names);
    nodes.list(STORE, store(storeName, uid));
    nodes.list(SPAM_CRITERIA, List.of(Property.int32(0x660B, 0)));
    nodes.tables();
    nodes.searches();
    EMPTY_QUEUES.forEach(nid -> ndb.node(nid, 0, 0, 0));
  }

  private static List<Property> store(String name, byte[] uid) {
    return List.of(
        Property.binary(0x0E34, stamp(uid)),
        Property.int32(0x0E38, 0),
        Property.binary(0x0FF9, uid),
        Property.string(0x3001, Texts.clean(name)),
        Property.int32(0x35DF, VALID_FOLDERS),
        Property.binary(0x35E0, entryId(uid, TOP)),
        Property.binary(0x35E3, entryId(uid, DELETED)),
        Property.binary(0x35E6, entryId(uid, VIEWS)),
        Property.binary(0x35E7, entryId(uid, FINDER)),
        Property.flag(0x6633, true),
        Property.int32(0x67FF, 0));
  }

  private static byte[] stamp(byte[] uid) {
    byte[] stamp = new byte[UID + 8];
    stamp[0] = 1;
    System.arraycopy(uid, 0, stamp, 4, UID);
    stamp[UID + 4] = 1;
    return stamp;
  }

  private static byte[] entryId(byte[] uid, int nid) {
    byte[] id = new byte[ENTRY_ID];
    System.arraycopy(uid, 0, id, 4, UID);
    LittleEndian.put32(id, 4 + UID, nid);
    return id;
  }

  /** The templates of tables, and the store's own, of which one has a row. */
  private void tables() throws IOException {
    for (TableLayout layout : TableLayout.values()) {
      TableWriter table = new TableWriter(ndb, layout);
      if (layout == TableLayout.RECEIVE_FOLDERS) {
        table.row(1, List.of(Property.string(0x001A, ""), Property.int32(0x6605, ROOT)));
      }
      node(layout.template(), table.finish());
    }
  }

  private void searches() throws IOException {
    byte[] domain = new byte[4];
    LittleEndian.put32(domain, 0, SPAM_SEARCH);
    ndb.node(SEARCH_DOMAIN, ndb.data(Payload.of(domain)), 0, 0);
    node(SEARCH_MAP, SearchMap.empty(ndb));
  }

  private void list(int nid, List<Property> properties) throws IOException {
    node(nid, PropertyListWriter.write(ndb, properties));
  }

  private void node(int nid, DataTree tree) {
    ndb.node(nid, tree.data(), tree.subnodes(), 0);
  }
}
