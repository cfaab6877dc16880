package io.rollcall.pst.ndb;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Writes the nodes of one file, front to back. Until {@link #finish} the file has no header and is
 * no PST. Memory: a section's 254 KB, 8 bytes for each block, 32 bytes for each node.
 */
public final class NdbWriter implements Closeable {
  private final FileChannel channel;
  private final Sections sections;
  private final Blocks blocks;
  private final DataTrees data;
  private final SubnodeTrees subnodes;
  private final Nodes nodes = new Nodes();
  private final boolean encoded;

  /**
   * @param file is overwritten
   * @param encoded whether data blocks are stored as {@link Permutation} has them
   */
  public NdbWriter(Path file, boolean encoded) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    sections = new Sections(channel);
    blocks = new Blocks(sections, encoded);
    data = new DataTrees(blocks);
    subnodes = new SubnodeTrees(blocks);
    this.encoded = encoded;
  }

  /** Writes data of any length up to 4 GiB and returns its reference, 0 for none. */
  public long data(Payload payload) throws IOException {
    return data.write(payload);
  }

  /** Writes the first {@code length} bytes, 1 to 8176, as one block. */
  public long block(byte[] bytes, int length) throws IOException {
    return blocks.data(bytes, length);
  }

  /**
   * Joins blocks, each but the last of 8176 bytes, to one reference.
   *
   * @param total the bytes in all of them
   */
  public long join(Longs leaves, long total) throws IOException {
    return data.join(leaves, total);
  }

  /** Writes the list of a node's subnodes, in any order, and returns its reference, 0 for none. */
  public long subnodes(List<Subnode> list) throws IOException {
    return subnodes.write(list);
  }

  /**
   * Adds a node.
   *
   * @param parent the folder that it belongs to, 0 for none
   */
  public void node(int nid, long dataBid, long subnodesBid, int parent) {
    nodes.add(nid, dataBid, subnodesBid, parent);
  }

  /** The bytes of file in use so far, without what {@link #finish} adds. */
  public long size() {
    return sections.size();
  }

  /** Writes trees, maps and header, and waits until the disk has it all. */
  public void finish() throws IOException {
    TreePages pages = new TreePages(sections);
    nodes.sort();
    Reference nodeTree = pages.write(PageType.NODE_TREE, nodeEntries(), 32);
    Reference blockTree = pages.write(PageType.BLOCK_TREE, blockEntries(), 24);
    pages.takeBid(); // the density list's
    sections.finish();
    channel.force(true);
    byte[] header =
        Header.of(sections, nodes, nodeTree, blockTree, blocks.nextBid(), pages.nextBid(), encoded);
    Sections.writeAll(channel, header, 0);
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private TreePages.Entries nodeEntries() {
    return new TreePages.Entries() {
      @Override
      public int count() {
        return nodes.count();
      }

      @Override
      public long key(int index) {
        return nodes.nid(index);
      }

      @Override
      public void put(int index, byte[] page, int at) {
        nodes.put(index, page, at);
      }
    };
  }

  private TreePages.Entries blockEntries() {
    return new TreePages.Entries() {
      /** One for the tree's own entry, one for the only holder that a block has here. */
      private static final int REFERENCES = 2;

      @Override
      public int count() {
        return blocks.count();
      }

      @Override
      public long key(int index) {
        return blocks.bid(index);
      }

      @Override
      public void put(int index, byte[] page, int at) {
        new Reference(blocks.bid(index), blocks.offset(index)).put(page, at);
        LittleEndian.put16(page, at + 16, blocks.payload(index));
        LittleEndian.put16(page, at + 18, REFERENCES);
      }
    };
  }
}
