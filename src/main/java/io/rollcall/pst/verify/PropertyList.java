package io.rollcall.pst.verify;

import io.rollcall.pst.ltp.PropertyType;
import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.Nid;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node's properties, each checked by its type; [MS-PST] 2.3.3. */
final class PropertyList {
  private static final Map<Integer, PropertyType> TYPES = types();
  private final String where;
  private final Map<Integer, PropertyValue> values = new TreeMap<>();
  private final NodeReader nodes;
  private final HeapReader heap;
  private final Subnodes subnodes;
  private final Set<Integer> used = new HashSet<>();

  private PropertyList(NodeData node, NodeReader nodes) throws IOException, Lost {
    this.where = node.where();
    this.nodes = nodes;
    this.heap = HeapReader.open(node, HeapReader.PROPERTY_LIST, nodes);
    this.subnodes = nodes.subnodes(node);
  }

  static PropertyList open(NodeData node, NodeReader nodes) throws IOException, Lost {
    PropertyList list = new PropertyList(node, nodes);
    RecordTreeReader.walk(list.heap, list.heap.root(), 2, 6, nodes.findings(), list::record);
    list.checkUnused();
    return list;
  }

  String where() {
    return where;
  }

  Map<Integer, PropertyValue> values() {
    return values;
  }

  /** The node's subnodes, those of long values included. */
  Map<Integer, NodeData> subnodes() {
    return subnodes.byNumber();
  }

  @Nullable PropertyValue value(int id) {
    return values.get(id);
  }

  /** Whether the property is there with this number, flag or time. */
  boolean is(int id, long number) {
    PropertyValue value = values.get(id);
    return value != null && value.type().size() > 0 && value.number() == number;
  }

  /** A value's bytes wherever they lie; none when it is absent. */
  byte[] bytes(int id) throws IOException, Lost {
    PropertyValue value = values.get(id);
    if (value == null) {
      return new byte[0];
    }
    NodeData beside = value.beside();
    if (beside != null) {
      return nodes.data(beside).all();
    }
    byte[] bytes = value.bytes();
    return bytes == null ? new byte[0] : bytes;
  }

  private void record(byte[] item, int at) throws IOException, Lost {
    int id = LittleEndian.get16(item, at);
    int code = LittleEndian.get16(item, at + 2);
    PropertyType type = TYPES.get(code);
    if (type == null) {
      nodes.findings().add(Rule.PROPERTY_TYPE, where(id), "type " + Hex.of(code));
      return;
    }
    PropertyValue value =
        type.inline() ? inline(id, type, item, at + 4) : elsewhere(id, type, item, at + 4);
    values.put(id, value);
    ValueForm.check(value, this.where(id), nodes);
  }

  private PropertyValue inline(int id, PropertyType type, byte[] item, int at) {
    byte[] bytes = Arrays.copyOfRange(item, at, at + type.size());
    boolean zero = true;
    for (int i = at + type.size(); i < at + 4; i++) {
      zero &= item[i] == 0;
    }
    nodes.findings().require(zero, Rule.PROPERTY_VALUE, where(id), "bytes behind its value");
    return new PropertyValue(type, bytes, null, bytes.length);
  }

  private PropertyValue elsewhere(int id, PropertyType type, byte[] item, int at)
      throws IOException, Lost {
    int reference = LittleEndian.get32(item, at);
    if ((reference & 0x1F) == 0) {
      byte[] bytes = heap.item(reference);
      return new PropertyValue(type, bytes, null, bytes.length);
    }
    NodeData node = subnodes.byNumber().get(reference);
    if (node == null || Nid.type(reference) != Nid.LTP || !used.add(reference)) {
      throw nodes
          .findings()
          .lost(Rule.PROPERTY_PLACE, where(id), "no subnode " + Hex.of(reference) + " for it");
    }
    long size = nodes.data(node).size();
    nodes
        .findings()
        .require(
            size > HeapReader.MOST_ITEM,
            Rule.PROPERTY_PLACE,
            where(id),
            size + " bytes beside the heap");
    return new PropertyValue(type, null, node, size);
  }

  private void checkUnused() {
    for (int nid : subnodes.byNumber().keySet()) {
      nodes
          .findings()
          .require(
              Nid.type(nid) != Nid.LTP || used.contains(nid),
              Rule.SUBNODE_UNUSED,
              where,
              Hex.of(nid));
    }
  }

  private String where(int id) {
    return where + ", property " + Hex.of(id);
  }

  private static Map<Integer, PropertyType> types() {
    Map<Integer, PropertyType> types = new TreeMap<>();
    for (PropertyType type : PropertyType.values()) {
      types.put(type.code(), type);
    }
    return types;
  }
}
