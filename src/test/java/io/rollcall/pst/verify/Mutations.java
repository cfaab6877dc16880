package io.rollcall.pst.verify;

import static io.rollcall.pst.ndb.LittleEndian.get16;
import static io.rollcall.pst.ndb.LittleEndian.get32;
import static io.rollcall.pst.ndb.LittleEndian.get64;
import static io.rollcall.pst.ndb.LittleEndian.put16;
import static io.rollcall.pst.ndb.LittleEndian.put32;
import static io.rollcall.pst.ndb.LittleEndian.put64;

import io.rollcall.pst.ndb.Layout;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** For each rule one change that breaks it, in the file that {@link MutationTests} writes. */
final class Mutations {
  /** The folder that most contacts lie in, and the one beside it. */
  private static final int FOLDER = 0x80A2;

  private static final int OTHER_FOLDER = 0x80C2;
  private static final int OTHER_HIERARCHY = 0x802D;

  /** A contact with a photo, a note of several blocks, and everything else. */
  private static final int MESSAGE = 0x200024;

  private static final int LONG_VALUE = 0x3F;
  private static final int ATTACHMENT = 0x8025;
  private static final int CONTENTS = 0x80AE;
  private final Map<Rule, Consumer<PstSurgeon>> all = new EnumMap<>(Rule.class);

  private Mutations() {}

  static Map<Rule, Consumer<PstSurgeon>> all() {
    Mutations mutations = new Mutations();
    mutations.header();
    mutations.pages();
    mutations.trees();
    mutations.blocks();
    mutations.references();
    mutations.heaps();
    mutations.tables();
    mutations.store();
    mutations.folders();
    mutations.messages();
    return mutations.all;
  }

  private void header() {
    header(Rule.FILE_LENGTH, h -> put64(h, 184, get64(h, 184) + Layout.SECTION));
    all.put(Rule.HEADER_MAGIC, s -> s.file()[0] ^= 1);
    header(Rule.HEADER_VERSION, h -> put16(h, 10, 21));
    header(Rule.HEADER_RESERVED, h -> h[300] = 0);
    all.put(Rule.HEADER_CHECK_SUM, s -> s.file()[4] ^= 1);
    all.put(Rule.HEADER_FULL_CHECK_SUM, s -> s.file()[524] ^= 1);
    header(Rule.HEADER_ENCODING, h -> h[513] = 2);
    header(Rule.HEADER_LAST_MAP, h -> put64(h, 192, get64(h, 192) - Layout.SECTION));
    header(Rule.HEADER_FREE_SPACE, h -> put64(h, 200, get64(h, 200) + 64));
    header(Rule.HEADER_MAPS_VALID, h -> h[248] = 0);
    header(Rule.HEADER_NEXT_BLOCK, h -> put64(h, 516, get64(h, 516) - 4));
    header(Rule.HEADER_NEXT_PAGE, h -> put64(h, 32, get64(h, 32) - 1));
    header(Rule.HEADER_NODE_COUNTERS, h -> put32(h, 44 + 4 * 4, get32(h, 44 + 4 * 4) - 1));
  }

  private void pages() {
    header(Rule.PAGE_PLACE, h -> put64(h, 224, get64(h, 224) + 64));
    all.put(Rule.PAGE_TYPE, s -> s.file()[s.nodeLeaf() + 497] ^= 1);
    all.put(Rule.PAGE_CHECK_SUM, s -> s.file()[s.nodeLeaf() + 500] ^= 1);
    all.put(Rule.PAGE_SIGNATURE, s -> s.file()[s.nodeLeaf() + 498] ^= 1);
    all.put(Rule.PAGE_NUMBER, s -> s.file()[s.nodeLeaf() + 504] ^= 1);
    all.put(Rule.MAP_FILL, s -> s.page(Layout.FIRST_SECTION + Layout.PAGE, page -> page[9] = 0x7F));
    all.put(Rule.DENSITY_LIST, s -> s.page(Layout.DLIST, page -> page[1] = 1));
    all.put(Rule.ALLOCATION_BITS, s -> s.page(Layout.FIRST_SECTION, page -> page[40] ^= 8));
    all.put(
        Rule.SPACE_OVERLAP,
        s -> s.entry(s.block(s.data(0x21)), (page, at) -> put64(page, at + 8, s.offset(4))));
    all.put(
        Rule.SPACE_SECTION,
        s ->
            s.entry(
                s.block(s.data(0x21)),
                (page, at) -> put64(page, at + 8, Layout.start(1) - Layout.SLOT)));
  }

  private void trees() {
    all.put(Rule.TREE_ENTRIES, s -> s.page(s.nodeLeaf(), page -> page[489]--));
    all.put(Rule.TREE_LEVEL, s -> s.page(s.nodeLeaf(), page -> page[491] = 1));
    all.put(Rule.TREE_ORDER, s -> s.page(s.nodeLeaf(), page -> swap(page, 32, 64, 32)));
    all.put(Rule.TREE_KEY, s -> s.page(s.nodeRoot(), page -> put64(page, 24, get64(page, 24) + 1)));
    all.put(Rule.TREE_RESERVED, s -> s.page(s.nodeLeaf(), page -> page[492] = 1));
    node(Rule.NODE_NUMBER, 0x21, (page, at) -> put32(page, at + 4, 1));
    node(Rule.NODE_PARENT, MESSAGE, (page, at) -> put32(page, at + 24, 0));
  }

  private void blocks() {
    block(Rule.BLOCK_NUMBER_FORM, (page, at) -> page[at] |= 1);
    block(Rule.BLOCK_SIZE, (page, at) -> put16(page, at + 16, 0));
    block(Rule.BLOCK_PLACE, (page, at) -> page[at + 8] += 32);
    block(Rule.BLOCK_REFERENCES, (page, at) -> page[at + 18]++);
    trailer(Rule.BLOCK_TRAILER_SIZE, 0);
    trailer(Rule.BLOCK_SIGNATURE, 2);
    trailer(Rule.BLOCK_CHECK_SUM, 4);
    trailer(Rule.BLOCK_NUMBER, 8);
    all.put(Rule.BLOCK_PADDING, s -> s.file()[s.offset(s.data(0x201)) + 4] = 1);
    node(Rule.BLOCK_UNKNOWN, 0x201, (page, at) -> put64(page, at + 8, 0xFFFFF4));
  }

  private void references() {
    note(Rule.DATA_TREE_FORM, block -> block[1] = 3);
    note(Rule.DATA_TREE_TOTAL, block -> block[4] ^= 1);
    note(Rule.DATA_TREE_LEAVES, block -> swap(block, block.length - 16, block.length - 8, 8));
    list(Rule.SUBNODE_FORM, block -> block[4] = 1);
    list(Rule.SUBNODE_ORDER, block -> swap(block, 8, 32, 24));
    list(Rule.MESSAGE_RECIPIENTS, block -> put64(block, place(block, 0x692), 0x693));
    all.put(
        Rule.SUBNODE_UNUSED,
        s -> s.property(attachment(s), 0x3701, (block, at) -> put32(block, at + 4, 0)));
  }

  private void heaps() {
    heap(Rule.HEAP_SIGNATURE, block -> block[2] = 0);
    heap(Rule.HEAP_CLIENT, block -> block[3] = (byte) 0xA5);
    heap(Rule.HEAP_MAP, block -> block[get16(block, 0) + 6] += 0x40);
    heap(Rule.HEAP_FILL_LEVEL, block -> block[8] ^= 3);
    heap(Rule.RECORD_TREE_ITEM, block -> block[block.length - 2]--);
    heap(
        Rule.RECORD_TREE_HEAD,
        block -> block[PstSurgeon.start(block, PstSurgeon.root(block)) + 1] = 3);
    property(Rule.HEAP_ITEM, 0x0021, 0x35E0, (block, at) -> put32(block, at + 4, 0x7E0));
    property(Rule.RECORD_TREE_ORDER, 0x0021, 0x35E0, (block, at) -> swap(block, at, at + 8, 8));
    property(Rule.PROPERTY_TYPE, 0x0021, 0x6633, (block, at) -> put16(block, at + 2, 1));
    property(Rule.PROPERTY_VALUE, 0x0021, 0x6633, (block, at) -> block[at + 4] = 2);
    property(Rule.PROPERTY_PLACE, 0x0021, 0x35E0, (block, at) -> put32(block, at + 4, 0x3F));
    all.put(
        Rule.HEAP_FULL, s -> s.payload(s.leaf(s.data(CONTENTS), 0), Mutations::forgetFortyItems));
  }

  /** Makes the map 80 bytes shorter. */
  private static void forgetFortyItems(byte[] block) {
    int map = get16(block, 0);
    int items = get16(block, map) - 40;
    put16(block, map, items);
    put16(block, map + 4 + 2 * items, map);
  }

  private void tables() {
    table(Rule.TABLE_HEAD, (block, head) -> block[head] = 0);
    table(Rule.TABLE_COLUMNS, (block, head) -> block[head + 22 + 7]++);
    table(
        Rule.TABLE_INDEX,
        (block, head) -> {
          int tree = PstSurgeon.start(block, get32(block, head + 10));
          block[PstSurgeon.start(block, get32(block, tree + 4)) + 4]++;
        });
    table(
        Rule.FOLDER_ROW_VALUES,
        (block, head) -> block[PstSurgeon.start(block, get32(block, head + 14)) + 16]++);
    matrix(Rule.TABLE_MATRIX, 8170);
    matrix(Rule.TABLE_CELLS, 24);
    matrix(Rule.MESSAGE_ROW_VALUES, 16);
  }

  private void store() {
    node(Rule.STORE_NODES, 0x261, (page, at) -> put32(page, at, 0x281));
    property(Rule.STORE_PROPERTIES, 0x21, 0x67FF, (block, at) -> block[at + 4] = 1);
    all.put(
        Rule.STORE_ENTRY_IDS,
        s -> s.value(s.data(0x21), 0x35E3, (block, at) -> block[at + 7] ^= 1));
    all.put(
        Rule.STORE_TEMPLATES,
        s -> s.entry(s.node(0x60D), (page, at) -> put64(page, at + 8, s.data(OTHER_HIERARCHY))));
    property(Rule.NAMES_FORM, 0x61, 0x0001, (block, at) -> block[at + 4] = 1);
    all.put(Rule.NAMES_BUCKETS, s -> s.value(s.data(0x61), 0x0003, (block, at) -> block[at] ^= 1));
    all.put(
        Rule.NAMES_USED,
        s -> s.payload(s.data(MESSAGE + 0x20), block -> put16(block, lastRecord(block), 0xFFF0)));
  }

  private static int lastRecord(byte[] block) {
    int leaf = get32(block, PstSurgeon.start(block, PstSurgeon.root(block)) + 4);
    return PstSurgeon.start(block, leaf + 32) - 8;
  }

  private void folders() {
    node(Rule.FOLDER_NODES, FOLDER + 0xD, (page, at) -> page[at]++);
    property(Rule.FOLDER_PROPERTIES, FOLDER, 0x3603, (block, at) -> block[at]++);
    property(Rule.FOLDER_COUNTS, FOLDER, 0x3602, (block, at) -> block[at + 4]++);
    node(Rule.FOLDER_ROWS, OTHER_FOLDER, (page, at) -> put32(page, at + 24, FOLDER));
    all.put(
        Rule.FOLDER_NAMES,
        s -> s.value(s.data(OTHER_FOLDER), 0x3001, (block, at) -> block[at] = 'A'));
  }

  private void messages() {
    property(Rule.MESSAGE_PROPERTIES, MESSAGE + 0x20, 0x0E17, (block, at) -> block[at]++);
    property(Rule.MESSAGE_SIZE, MESSAGE + 0x20, 0x0E08, (block, at) -> block[at + 4]++);
    property(Rule.MESSAGE_ATTACHMENTS, MESSAGE + 0x20, 0x0E07, (block, at) -> block[at + 4] |= 16);
    node(Rule.MESSAGE_ROWS, MESSAGE, (page, at) -> put32(page, at + 24, OTHER_FOLDER));
    all.put(
        Rule.ATTACHMENT_SIZE,
        s -> s.property(attachment(s), 0x0E20, (block, at) -> block[at + 4]++));
    all.put(
        Rule.ATTACHMENT_ROW_VALUES,
        s -> s.property(attachment(s), 0x3705, (block, at) -> block[at + 4]++));
  }

  private static long attachment(PstSurgeon surgeon) {
    return surgeon.ofSubnode(surgeon.subnodes(MESSAGE), ATTACHMENT, 8);
  }

  private static int place(byte[] list, int nid) {
    int at = 8;
    while (get64(list, at) != nid) {
      at += 24;
    }
    return at;
  }

  private void header(Rule rule, Consumer<byte[]> edit) {
    all.put(rule, surgeon -> surgeon.header(edit));
  }

  private void node(Rule rule, int nid, PstSurgeon.Cut cut) {
    all.put(rule, surgeon -> surgeon.entry(surgeon.node(nid), cut));
  }

  private void block(Rule rule, PstSurgeon.Cut cut) {
    all.put(rule, surgeon -> surgeon.entry(surgeon.block(surgeon.data(0x21)), cut));
  }

  private void trailer(Rule rule, int at) {
    all.put(rule, surgeon -> surgeon.file()[surgeon.trailer(surgeon.data(0x21)) + at] ^= 1);
  }

  private void note(Rule rule, Consumer<byte[]> edit) {
    all.put(rule, s -> s.payload(s.ofSubnode(s.subnodes(MESSAGE), LONG_VALUE, 8), edit));
  }

  private void list(Rule rule, Consumer<byte[]> edit) {
    all.put(rule, surgeon -> surgeon.payload(surgeon.subnodes(MESSAGE), edit));
  }

  private void heap(Rule rule, Consumer<byte[]> edit) {
    all.put(rule, surgeon -> surgeon.payload(surgeon.data(0x21), edit));
  }

  private void property(Rule rule, int nid, int property, PstSurgeon.Cut cut) {
    all.put(rule, surgeon -> surgeon.property(surgeon.data(nid), property, cut));
  }

  /** Works on the head of the table of the folders at the top. */
  private void table(Rule rule, PstSurgeon.Cut cut) {
    all.put(
        rule,
        s ->
            s.payload(
                s.data(OTHER_HIERARCHY),
                block -> cut.at(block, PstSurgeon.start(block, PstSurgeon.root(block)))));
  }

  /** Changes a byte in the first block of the contents' rows. */
  private void matrix(Rule rule, int at) {
    all.put(
        rule,
        s ->
            s.payload(
                s.leaf(s.ofSubnode(s.subnodes(CONTENTS), LONG_VALUE, 8), 0), block -> block[at]++));
  }

  private static void swap(byte[] bytes, int one, int other, int length) {
    for (int i = 0; i < length; i++) {
      byte kept = bytes[one + i];
      bytes[one + i] = bytes[other + i];
      bytes[other + i] = kept;
    }
  }
}
