package io.rollcall.pst.ndb;

import java.util.Arrays;

/** The file's first 17 KB: header and an empty density list; [MS-PST] 2.2.2.6. */
final class Header {
  private final byte[] bytes = new byte[Layout.FIRST_SECTION];

  private Header() {}

  /**
   * @param nodes for the counters of node numbers
   * @param nextBlock the number that the next block would have
   * @param nextPage the number that the next page would have; one before it is the density list's
   */
  static byte[] of(
      Sections sections,
      Nodes nodes,
      Reference nodeTree,
      Reference blockTree,
      long nextBlock,
      long nextPage,
      boolean encoded) {
    Header header = new Header();
    header.start(nodes, nextPage);
    header.root(sections, nodeTree, blockTree);
    header.end(nextBlock, encoded);
    Pages.seal(header.bytes, Layout.DLIST, PageType.DENSITY_LIST, Layout.DLIST, nextPage - 1);
    LittleEndian.put32(header.bytes, 4, Crc.of(header.bytes, 8, 471));
    LittleEndian.put32(header.bytes, 524, Crc.of(header.bytes, 8, 516));
    return header.bytes;
  }

  private void start(Nodes nodes, long nextPage) {
    LittleEndian.put32(bytes, 0, 0x4E444221); // !BDN
    LittleEndian.put16(bytes, 8, 0x4D53); // SM
    LittleEndian.put16(bytes, 10, 23);
    LittleEndian.put16(bytes, 12, 19);
    bytes[14] = 1;
    bytes[15] = 1;
    LittleEndian.put64(bytes, 32, nextPage);
    LittleEndian.put32(bytes, 40, 1);
    for (int type = 0; type < 32; type++) {
      LittleEndian.put32(bytes, 44 + 4 * type, nodes.highest(type));
    }
  }

  private void root(Sections sections, Reference nodeTree, Reference blockTree) {
    LittleEndian.put64(bytes, 184, sections.end());
    LittleEndian.put64(bytes, 192, sections.lastMap());
    LittleEndian.put64(bytes, 200, sections.freeBytes());
    nodeTree.put(bytes, 216);
    blockTree.put(bytes, 232);
    bytes[248] = 2;
  }

  private void end(long nextBlock, boolean encoded) {
    Arrays.fill(bytes, 256, 512, (byte) 0xFF);
    bytes[512] = (byte) 0x80;
    bytes[513] = (byte) (encoded ? 1 : 0);
    LittleEndian.put64(bytes, 516, nextBlock);
  }
}
