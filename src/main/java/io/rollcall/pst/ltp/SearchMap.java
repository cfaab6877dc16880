package io.rollcall.pst.ltp;

import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.NdbWriter;
import io.rollcall.pst.ndb.Payload;
import java.io.IOException;

/** The list of saved searches, which stays empty. */
public final class SearchMap {
  private SearchMap() {}

  public static DataTree empty(NdbWriter ndb) throws IOException {
    Heap heap = new Heap(ndb);
    int root = heap.reserve(4);
    byte[] tree = new byte[4];
    LittleEndian.put32(tree, 0, heap.add(Payload.of(RecordTree.header(16, 4, 0, 0))));
    heap.patch(root, tree);
    long bytes = heap.bytes();
    return new DataTree(heap.finish(Heap.SEARCH_MAP, root), 0, bytes);
  }
}
