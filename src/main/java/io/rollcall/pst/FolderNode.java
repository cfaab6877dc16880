package io.rollcall.pst;

import io.rollcall.pst.ltp.DataTree;
import io.rollcall.pst.ltp.Property;
import io.rollcall.pst.ltp.PropertyListWriter;
import io.rollcall.pst.ltp.TableLayout;
import io.rollcall.pst.ltp.TableWriter;
import io.rollcall.pst.ndb.NdbWriter;
import io.rollcall.pst.ndb.Nid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder in one file: its properties, and three tables beside; [MS-PST] 2.4.4. The table of its
 * contents grows as they are written, the rest is written when all is known.
 */
final class FolderNode {
  private final int nid;
  private final int parent;
  private final String name;
  private final boolean ofContacts;
  private final List<FolderNode> children = new ArrayList<>();
  private @Nullable TableWriter contents;

  /**
   * @param parent the number of the folder that it lies in, its own for the root
   * @param ofContacts whether programs are to show its contents as contacts
   */
  FolderNode(int nid, int parent, String name, boolean ofContacts) {
    this.nid = nid;
    this.parent = parent;
    this.name = name;
    this.ofContacts = ofContacts;
  }

  /** Adds a folder in this one; numbers ascend. */
  FolderNode child(int childNid, String childName, boolean childOfContacts) {
    FolderNode child = new FolderNode(childNid, nid, childName, childOfContacts);
    children.add(child);
    return child;
  }

  /** The folder in this one that has the number. */
  FolderNode child(int childNid) {
    return children.stream().filter(child -> child.nid == childNid).findFirst().orElseThrow();
  }

  int nid() {
    return nid;
  }

  void addRow(NdbWriter ndb, int message, List<Property> row) throws IOException {
    if (contents == null) {
      contents = new TableWriter(ndb, TableLayout.CONTENTS);
    }
    contents.row(message, row);
  }

  /** Writes this folder and those below it. */
  void write(NdbWriter ndb) throws IOException {
    writeProperties(ndb);
    if (Nid.type(nid) == Nid.FOLDER) {
      table(ndb, Nid.HIERARCHY, hierarchy(ndb));
      table(ndb, Nid.CONTENTS, contentsTable(ndb));
      table(ndb, Nid.ASSOCIATED_CONTENTS, TableWriter.empty(ndb, TableLayout.ASSOCIATED_CONTENTS));
    } else {
      table(ndb, Nid.SEARCH_CONTENTS, TableWriter.empty(ndb, TableLayout.SEARCH_CONTENTS));
    }
    for (FolderNode child : children) {
      child.write(ndb);
    }
  }

  private void writeProperties(NdbWriter ndb) throws IOException {
    DataTree list = PropertyListWriter.write(ndb, properties());
    ndb.node(nid, list.data(), list.subnodes(), parent);
  }

  /** What the folder says of itself, and the table of the folder above says of it. */
  private List<Property> properties() {
    List<Property> properties = new ArrayList<>();
    properties.add(Property.string(0x3001, name));
    properties.add(Property.int32(0x3602, contents == null ? 0 : contents.rows()));
    properties.add(Property.int32(0x3603, 0));
    properties.add(Property.flag(0x360A, !children.isEmpty()));
    if (ofContacts) {
      properties.add(Property.string(0x3613, "IPF.Contact"));
    }
    return properties;
  }

  private DataTree hierarchy(NdbWriter ndb) throws IOException {
    TableWriter table = new TableWriter(ndb, TableLayout.HIERARCHY);
    for (FolderNode child : children) {
      table.row(child.nid, child.properties());
    }
    return table.finish();
  }

  private DataTree contentsTable(NdbWriter ndb) throws IOException {
    return contents == null ? TableWriter.empty(ndb, TableLayout.CONTENTS) : contents.finish();
  }

  private void table(NdbWriter ndb, int type, DataTree table) {
    ndb.node(Nid.beside(nid, type), table.data(), table.subnodes(), 0);
  }
}
