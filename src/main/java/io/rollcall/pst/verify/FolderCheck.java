package io.rollcall.pst.verify;

import io.rollcall.pst.ltp.TableLayout;
import io.rollcall.pst.ndb.Nid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Folders, their tables, and through these their messages; [MS-PST] 2.4.4. */
final class FolderCheck {
  private static final List<Integer> NEEDED = List.of(0x3001, 0x3602, 0x3603, 0x360A);
  private final NodeTable table;
  private final NodeReader nodes;
  private final Findings findings;
  private final MessageCheck messages;
  private final Runnable eachMessage;
  private final Map<Integer, Integer> foldersIn = new HashMap<>();
  private final Map<Integer, Integer> messagesIn = new HashMap<>();
  private long folders;
  private long listed;

  /**
   * @param names the numbers of named properties
   * @param eachMessage called when a message is reached
   */
  FolderCheck(NodeTable table, NodeReader nodes, Set<Integer> names, Runnable eachMessage) {
    this.table = table;
    this.nodes = nodes;
    this.findings = nodes.findings();
    this.messages = new MessageCheck(nodes, names);
    this.eachMessage = eachMessage;
    for (int i = 0; i < table.count(); i++) {
      int type = Nid.type(table.nid(i));
      if (type == Nid.MESSAGE) {
        messagesIn.merge(table.parent(i), 1, Integer::sum);
      } else if (isFolder(type) && table.nid(i) != table.parent(i)) {
        foldersIn.merge(table.parent(i), 1, Integer::sum);
      }
    }
  }

  long folders() {
    return folders;
  }

  long messages() {
    return listed;
  }

  void check() throws IOException {
    for (int i = 0; i < table.count(); i++) {
      int nid = table.nid(i);
      if (isFolder(Nid.type(nid))) {
        folders++;
        try {
          folder(nid, PropertyList.open(table.data(i), nodes));
        } catch (Lost lost) {
          // Noted where it was found; the other folders can still be checked.
        }
      }
    }
  }

  private static boolean isFolder(int type) {
    return type == Nid.FOLDER || type == Nid.SEARCH_FOLDER;
  }

  private void folder(int nid, PropertyList properties) throws IOException, Lost {
    for (int id : NEEDED) {
      findings.require(
          properties.value(id) != null,
          Rule.FOLDER_PROPERTIES,
          properties.where(),
          Hex.of(id) + " is missing");
    }
    if (Nid.type(nid) == Nid.SEARCH_FOLDER) {
      Table.open(beside(nid, Nid.SEARCH_CONTENTS), TableLayout.SEARCH_CONTENTS, nodes)
          .visit((id, block, at) -> {});
      return;
    }
    Table.open(beside(nid, Nid.ASSOCIATED_CONTENTS), TableLayout.ASSOCIATED_CONTENTS, nodes)
        .visit((id, block, at) -> {});
    long below = hierarchy(nid);
    long contained = contents(nid);
    findings.require(
        properties.is(0x3602, contained) && properties.is(0x360A, below > 0 ? 1 : 0),
        Rule.FOLDER_COUNTS,
        properties.where(),
        contained + " messages and " + below + " folders");
  }

  private NodeData beside(int nid, int type) throws Lost {
    int index = table.find(Nid.beside(nid, type));
    if (index < 0) {
      throw findings.lost(
          Rule.FOLDER_NODES, Hex.node(nid), Hex.node(Nid.beside(nid, type)) + " is missing");
    }
    return table.data(index);
  }

  private long hierarchy(int nid) throws IOException, Lost {
    Set<String> names = new HashSet<>();
    Table rows = Table.open(beside(nid, Nid.HIERARCHY), TableLayout.HIERARCHY, nodes);
    rows.visit(
        (id, block, at) -> {
          int child = childOf(nid, id, Rule.FOLDER_ROWS);
          PropertyList properties = PropertyList.open(table.data(child), nodes);
          RowValues.compare(rows, block, at, properties, Rule.FOLDER_ROW_VALUES, findings);
          String name = new String(properties.bytes(0x3001), StandardCharsets.UTF_16LE);
          findings.require(
              names.add(name.toLowerCase(Locale.ROOT)),
              Rule.FOLDER_NAMES,
              properties.where(),
              "another has its name");
        });
    return counted(rows, foldersIn.getOrDefault(nid, 0), Rule.FOLDER_ROWS);
  }

  private long contents(int nid) throws IOException, Lost {
    Table rows = Table.open(beside(nid, Nid.CONTENTS), TableLayout.CONTENTS, nodes);
    rows.visit(
        (id, block, at) -> {
          int message = childOf(nid, id, Rule.MESSAGE_ROWS);
          listed++;
          eachMessage.run();
          messages.check(table.data(message), rows, block, at);
        });
    return counted(rows, messagesIn.getOrDefault(nid, 0), Rule.MESSAGE_ROWS);
  }

  private int childOf(int folder, int nid, Rule rule) throws Lost {
    int index = table.find(nid);
    if (index < 0 || table.parent(index) != folder) {
      throw findings.lost(rule, Hex.node(folder), Hex.node(nid) + " does not lie in it");
    }
    return index;
  }

  private long counted(Table rows, int expected, Rule rule) {
    findings.require(
        rows.rows() == expected,
        rule,
        rows.where(),
        rows.rows() + " rows for " + expected + " nodes");
    return rows.rows();
  }
}
