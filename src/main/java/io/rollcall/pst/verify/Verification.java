package io.rollcall.pst.verify;

import io.rollcall.pst.ndb.PageType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * All checks of one file, from the outside in.
 *
 * @param findings the first few of each rule
 * @param total how many there are in all
 */
public record Verification(List<Finding> findings, int total, long folders, long messages) {

  /**
   * Reads the file once from end to end, and its contents once more.
   *
   * @param eachMessage called when a message is reached
   * @throws IOException when the file cannot be read; what is wrong in it is a finding
   */
  public static Verification of(Path path, Runnable eachMessage) throws IOException {
    Findings findings = new Findings();
    try (FileBytes file = new FileBytes(path)) {
      HeaderFacts header = HeaderReader.read(file, findings);
      return of(file, header, findings, eachMessage);
    } catch (Lost lost) {
      return new Verification(findings.kept(), findings.count(), 0, 0);
    }
  }

  private static Verification of(
      FileBytes file, HeaderFacts header, Findings findings, Runnable eachMessage)
      throws IOException {
    Space space = new Space(file.size(), findings);
    PageReader pages = new PageReader(file, findings);
    MapPages maps = new MapPages(pages, space, findings, file.size());
    maps.takeSpace();
    maps.densityList(file, header.nextPage());

    BlockTable table = new BlockTable(space, findings, header.nextBlock());
    NodeTable nodes = new NodeTable(findings);
    long nextPage = header.nextPage();
    new TreeReader(pages, space, findings, nextPage, PageType.BLOCK_TREE, 24, table::add)
        .walk(header.blockTree());
    new TreeReader(pages, space, findings, nextPage, PageType.NODE_TREE, 32, nodes::add)
        .walk(header.nodeTree());
    maps.check(header.freeBytes());

    BlockReader blocks = new BlockReader(file, table, findings, header.encoded());
    blocks.checkAll();
    nodes.checkParents();
    nodes.checkCounters(header.counters());
    new References(table, blocks, findings).follow(nodes);
    return contents(nodes, new NodeReader(blocks, findings), eachMessage);
  }

  private static Verification contents(NodeTable nodes, NodeReader reader, Runnable eachMessage)
      throws IOException {
    Findings findings = reader.findings();
    new StoreCheck(nodes, reader).check();
    FolderCheck folders = new FolderCheck(nodes, reader, names(nodes, reader), eachMessage);
    folders.check();
    return new Verification(
        findings.kept(), findings.count(), folders.folders(), folders.messages());
  }

  private static Set<Integer> names(NodeTable nodes, NodeReader reader) throws IOException {
    int index = nodes.find(StoreCheck.NAMES);
    if (index < 0) {
      return Set.of();
    }
    try {
      return NamesCheck.check(nodes.data(index), reader);
    } catch (Lost lost) {
      return Set.of();
    }
  }
}
