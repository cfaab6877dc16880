package io.rollcall.pst.verify;

import io.rollcall.pst.ndb.Crc;
import io.rollcall.pst.ndb.Layout;
import io.rollcall.pst.ndb.LittleEndian;
import io.rollcall.pst.ndb.Permutation;
import io.rollcall.pst.ndb.Signature;
import java.io.IOException;

/** Reads blocks and checks their trailers; [MS-PST] 2.2.2.8.1. */
final class BlockReader {
  private final FileBytes file;
  private final BlockTable table;
  private final Findings findings;
  private final boolean encoded;

  BlockReader(FileBytes file, BlockTable table, Findings findings, boolean encoded) {
    this.file = file;
    this.table = table;
    this.findings = findings;
    this.encoded = encoded;
  }

  static boolean internal(long bid) {
    return (bid & 2) != 0;
  }

  /** Checks every block by itself. */
  void checkAll() throws IOException {
    for (int i = 0; i < table.count(); i++) {
      check(i);
    }
  }

  /** What a block holds, decoded. */
  byte[] payload(long bid) throws IOException, Lost {
    int index = table.find(bid);
    byte[] bytes = file.read(table.offset(index), table.size(index));
    if (encoded && !internal(bid)) {
      Permutation.decode(bytes, 0, bytes.length);
    }
    return bytes;
  }

  int size(long bid) throws Lost {
    return table.size(table.find(bid));
  }

  private void check(int index) throws IOException {
    long bid = table.bid(index);
    int size = table.size(index);
    String where = BlockTable.where(bid);
    byte[] block = file.read(table.offset(index), Layout.stored(size));
    int trailer = block.length - Layout.TRAILER;
    int said = LittleEndian.get16(block, trailer);
    findings.require(said == size, Rule.BLOCK_TRAILER_SIZE, where, said + ", not " + size);
    int signature = Signature.of(table.offset(index), bid);
    findings.require(
        LittleEndian.get16(block, trailer + 2) == signature,
        Rule.BLOCK_SIGNATURE,
        where,
        "another signature");
    findings.require(
        LittleEndian.get32(block, trailer + 4) == Crc.of(block, 0, size),
        Rule.BLOCK_CHECK_SUM,
        where,
        "another sum");
    long number = LittleEndian.get64(block, trailer + 8);
    findings.require(number == bid, Rule.BLOCK_NUMBER, where, "it says " + Hex.of(number));
    boolean zero = true;
    for (int i = size; i < trailer; i++) {
      zero &= block[i] == 0;
    }
    findings.require(zero, Rule.BLOCK_PADDING, where, "other bytes");
  }
}
