package io.rollcall.pst.verify;

import io.rollcall.pst.ndb.Layout;
import java.util.BitSet;

/** Which slots of the file are taken by what was read. */
final class Space {
  private final BitSet taken = new BitSet();
  private final long end;
  private final Findings findings;

  Space(long fileSize, Findings findings) {
    this.end = fileSize;
    this.findings = findings;
  }

  /** Returns whether the space was free; what lies on other things must not be read on. */
  boolean take(long offset, int size, String what) {
    long from = offset - Layout.FIRST_SECTION;
    if (from < 0
        || offset + size > end
        || from / Layout.SECTION != (from + size - 1) / Layout.SECTION) {
      findings.add(Rule.SPACE_SECTION, what, size + " bytes at " + Hex.of(offset));
      return false;
    }
    int first = (int) (from / Layout.SLOT);
    int last = (int) ((from + size - 1) / Layout.SLOT);
    int clash = taken.nextSetBit(first);
    boolean free = clash < 0 || clash > last;
    findings.require(free, Rule.SPACE_OVERLAP, what, "at " + Hex.of(offset));
    taken.set(first, last + 1);
    return free;
  }

  /** Whether a slot of a section is taken. */
  boolean taken(long section, int slot) {
    return taken.get((int) (section * (Layout.SECTION / Layout.SLOT) + slot));
  }
}
