package io.rollcall.pst.ltp;

import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.NdbWriter;
import io.rollcall.pst.ndb.Nid;
import io.rollcall.pst.ndb.Payload;
import io.rollcall.pst.ndb.Subnode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A node's properties, sorted by name; values of more than 3,580 bytes lie beside; [MS-PST] 2.3.3.
 */
public final class PropertyListWriter {
  private static final int RECORD = 8;
  private static final int MOST_RECORDS = Heap.MOST_ITEM / RECORD;
  private final NdbWriter ndb;
  private final Heap heap;
  private final List<Subnode> subnodes = new ArrayList<>();
  private int nextSubnode = 1;

  private PropertyListWriter(NdbWriter ndb) {
    this.ndb = ndb;
    this.heap = new Heap(ndb);
  }

  /** Writes a list; each property may occur once. */
  public static DataTree write(NdbWriter ndb, List<Property> properties) throws IOException {
    return write(ndb, properties, List.of(), size -> List.of());
  }

  /**
   * Writes a list that tells its own node's size.
   *
   * @param others what else belongs to the node
   * @param sized properties that need to know how many bytes the node has in all; they are of
   *     inline types, and as many whatever the size
   */
  public static DataTree write(
      NdbWriter ndb,
      List<Property> properties,
      List<Subnode> others,
      LongFunction<List<Property>> sized)
      throws IOException {
    return new PropertyListWriter(ndb).writeAll(properties, others, sized);
  }

  private DataTree writeAll(
      List<Property> properties, List<Subnode> others, LongFunction<List<Property>> sized)
      throws IOException {
    List<Property> all = new ArrayList<>(properties);
    all.addAll(sized.apply(0));
    all.sort(Comparator.comparingInt(Property::id));
    if (all.size() > MOST_RECORDS) {
      throw new IllegalArgumentException(all.size() + " properties; a node has at most 447");
    }
    subnodes.addAll(others);
    int header = heap.reserve(RecordTree.HEADER);
    byte[] records = new byte[RECORD * all.size()];
    for (int i = 0; i < all.size(); i++) {
      put(all.get(i), records, RECORD * i);
    }
    int leaf = heap.reserve(records.length);
    long bytes = heap.bytes() + subnodes.stream().mapToLong(Subnode::bytes).sum();
    for (Property property : sized.apply(bytes)) {
      put(property, records, RECORD * all.indexOf(property(all, property.id())));
    }
    heap.patch(leaf, records);
    heap.patch(header, RecordTree.header(2, 6, 0, leaf));
    return new DataTree(heap.finish(Heap.PROPERTY_LIST, header), ndb.subnodes(subnodes), bytes);
  }

  private static Property property(List<Property> all, int id) {
    return all.stream().filter(property -> property.id() == id).findFirst().orElseThrow();
  }

  private void put(Property property, byte[] records, int at) throws IOException {
    LittleEndian.put16(records, at, property.id());
    LittleEndian.put16(records, at + 2, property.type().code());
    LittleEndian.put32(records, at + 4, value(property));
  }

  private int value(Property property) throws IOException {
    if (property.type().inline()) {
      return (int) property.number();
    }
    if (property.type().size() > 0) {
      byte[] bytes = new byte[property.type().size()];
      LittleEndian.put64(bytes, 0, property.number());
      return heap.add(Payload.of(bytes));
    }
    return property.bytes() <= Heap.MOST_ITEM
        ? heap.add(property.value())
        : beside(property.value());
  }

  private int beside(Payload value) throws IOException {
    int nid = Nid.of(Nid.LTP, nextSubnode++);
    subnodes.add(new Subnode(nid, ndb.data(value), 0, value.size()));
    return nid;
  }
}
