package io.rollcall.pst.verify;

import io.rollcall.pst.ndb.Crc;
import io.rollcall.pst.ndb.Layout;
import io.rollcall.pst.ndb.LittleEndian;
import java.io.IOException;

/** Checks the header by itself; [MS-PST] 2.2.2.6. */
final class HeaderReader {
  private static final String WHERE = "header";
  private static final int MAGIC = 0x4E444221;
  private final byte[] bytes;
  private final Findings findings;

  private HeaderReader(byte[] bytes, Findings findings) {
    this.bytes = bytes;
    this.findings = findings;
  }

  static HeaderFacts read(FileBytes file, Findings findings) throws IOException, Lost {
    if (!file.has(0, Layout.FIRST_SECTION + Layout.SECTION)) {
      throw findings.lost(
          Rule.FILE_LENGTH, "file", file.size() + " bytes are less than the smallest file has");
    }
    HeaderReader header = new HeaderReader(file.read(0, Layout.HEADER), findings);
    header.marks();
    header.sums();
    header.unused();
    header.lengths(file.size());
    return header.facts();
  }

  private void marks() throws Lost {
    if (number(0) != MAGIC) {
      throw findings.lost(Rule.HEADER_MAGIC, WHERE, "it begins with " + Hex.of(number(0)));
    }
    boolean known =
        LittleEndian.get16(bytes, 8) == 0x4D53
            && LittleEndian.get16(bytes, 10) == 23
            && LittleEndian.get16(bytes, 12) == 19
            && bytes[14] == 1
            && bytes[15] == 1;
    findings.require(known, Rule.HEADER_VERSION, WHERE, "other versions");
    findings.require(
        bytes[513] == 0 || bytes[513] == 1, Rule.HEADER_ENCODING, WHERE, "code " + bytes[513]);
    findings.require(bytes[248] == 2, Rule.HEADER_MAPS_VALID, WHERE, "code " + bytes[248]);
  }

  private void sums() {
    findings.require(
        number(4) == Crc.of(bytes, 8, 471), Rule.HEADER_CHECK_SUM, WHERE, "another sum");
    findings.require(
        number(524) == Crc.of(bytes, 8, 516), Rule.HEADER_FULL_CHECK_SUM, WHERE, "another sum");
  }

  private void unused() {
    boolean zero = all(172, 184, 0) && all(249, 256, 0) && all(514, 516, 0);
    boolean full = all(256, 512, 0xFF) && (bytes[512] & 0xFF) == 0x80;
    findings.require(zero && full, Rule.HEADER_RESERVED, WHERE, "other values");
  }

  private boolean all(int from, int to, int value) {
    for (int i = from; i < to; i++) {
      if ((bytes[i] & 0xFF) != value) {
        return false;
      }
    }
    return true;
  }

  private void lengths(long size) {
    long said = LittleEndian.get64(bytes, 184);
    boolean whole = (size - Layout.FIRST_SECTION) % Layout.SECTION == 0;
    findings.require(
        said == size && whole, Rule.FILE_LENGTH, "file", size + " bytes; the header says " + said);
    long lastMap = size - Layout.SECTION;
    long saidMap = LittleEndian.get64(bytes, 192);
    findings.require(
        saidMap == lastMap, Rule.HEADER_LAST_MAP, WHERE, Hex.of(saidMap) + ", not " + lastMap);
  }

  private HeaderFacts facts() {
    int[] counters = new int[32];
    for (int type = 0; type < counters.length; type++) {
      counters[type] = number(44 + 4 * type);
    }
    return new HeaderFacts(
        bytes[513] == 1,
        LittleEndian.get64(bytes, 516),
        LittleEndian.get64(bytes, 32),
        LittleEndian.get64(bytes, 200),
        new PageReference(LittleEndian.get64(bytes, 216), LittleEndian.get64(bytes, 224)),
        new PageReference(LittleEndian.get64(bytes, 232), LittleEndian.get64(bytes, 240)),
        counters);
  }

  private int number(int at) {
    return LittleEndian.get32(bytes, at);
  }
}
