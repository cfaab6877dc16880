package io.rollcall.pst.verify;

import io.rollcall.pst.ltp.TableLayout;
import io.rollcall.pst.ndb.Nid;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Messages, with the row that a folder has of each; [MS-PST] 2.4.5 and 2.4.6. */
final class MessageCheck {
  private static final List<Integer> NEEDED =
      List.of(0x0017, 0x001A, 0x0E07, 0x0E08, 0x0E17, 0x3007, 0x3008, 0x300B);
  private static final int SIZE = 0x0E08;
  private static final int FLAGS = 0x0E07;
  private static final int HAS_ATTACHMENTS = 0x10;
  private static final int ATTACHMENT_SIZE = 0x0E20;
  private static final int FIRST_NAMED = 0x8000;
  private final NodeReader nodes;
  private final Findings findings;
  private final Set<Integer> names;

  MessageCheck(NodeReader nodes, Set<Integer> names) {
    this.nodes = nodes;
    this.findings = nodes.findings();
    this.names = names;
  }

  void check(NodeData node, Table contents, byte[] block, int at) throws IOException {
    try {
      PropertyList message = PropertyList.open(node, nodes);
      for (int id : NEEDED) {
        findings.require(
            message.value(id) != null,
            Rule.MESSAGE_PROPERTIES,
            node.where(),
            Hex.of(id) + " is missing");
      }
      names(message);
      long size = nodes.bytes(node);
      findings.require(
          message.is(SIZE, Math.min(size, Integer.MAX_VALUE)),
          Rule.MESSAGE_SIZE,
          node.where(),
          "it has " + size + " bytes");
      RowValues.compare(contents, block, at, message, Rule.MESSAGE_ROW_VALUES, findings);
      recipients(message);
      attachments(message);
    } catch (Lost lost) {
      // Noted where it was found; the other messages can still be checked.
    }
  }

  private void names(PropertyList list) {
    for (int id : list.values().keySet()) {
      findings.require(
          id < FIRST_NAMED || names.contains(id), Rule.NAMES_USED, list.where(), Hex.of(id));
    }
  }

  private void recipients(PropertyList message) throws IOException, Lost {
    NodeData node = message.subnodes().get(Nid.RECIPIENT_TABLE);
    if (node == null) {
      throw findings.lost(Rule.MESSAGE_RECIPIENTS, message.where(), "there is none");
    }
    Table.open(node, TableLayout.RECIPIENTS, nodes).visit((id, block, at) -> {});
  }

  private void attachments(PropertyList message) throws IOException, Lost {
    Set<Integer> attached = new HashSet<>();
    NodeData node = message.subnodes().get(Nid.ATTACHMENT_TABLE);
    if (node != null) {
      Table table = Table.open(node, TableLayout.ATTACHMENTS, nodes);
      table.visit(
          (id, block, at) -> {
            attached.add(id);
            attachment(message, id, table, block, at);
          });
    }
    PropertyValue flags = message.value(FLAGS);
    boolean said = flags != null && (flags.number() & HAS_ATTACHMENTS) != 0;
    findings.require(
        said != attached.isEmpty(),
        Rule.MESSAGE_ATTACHMENTS,
        message.where(),
        attached.size() + " in its table");
    for (int nid : message.subnodes().keySet()) {
      findings.require(
          Nid.type(nid) != Nid.ATTACHMENT || attached.contains(nid),
          Rule.MESSAGE_ATTACHMENTS,
          message.where(),
          Hex.of(nid) + " is not in its table");
    }
  }

  private void attachment(PropertyList message, int nid, Table table, byte[] block, int at)
      throws IOException, Lost {
    NodeData node = message.subnodes().get(nid);
    if (node == null || Nid.type(nid) != Nid.ATTACHMENT) {
      throw findings.lost(Rule.MESSAGE_ATTACHMENTS, message.where(), "there is no " + Hex.of(nid));
    }
    PropertyList attachment = PropertyList.open(node, nodes);
    names(attachment);
    RowValues.compare(table, block, at, attachment, Rule.ATTACHMENT_ROW_VALUES, findings);
    long size = 0;
    for (Map.Entry<Integer, PropertyValue> entry : attachment.values().entrySet()) {
      size += entry.getValue().size();
    }
    findings.require(
        attachment.is(ATTACHMENT_SIZE, size),
        Rule.ATTACHMENT_SIZE,
        attachment.where(),
        "its values have " + size + " bytes");
  }
}
