package io.rollcall.pst.verify;

import io.rollcall.pst.ndb.Crc;
import io.rollcall.pst.ndb.LittleEndian;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The list of named properties; [MS-PST] 2.4.7. */
final class NamesCheck {
  private static final int FIRST_ID = 0x8000;
  private static final int ENTRY = 8;
  private static final int GUID = 16;
  private static final int FIRST_LISTED_SET = 3;
  private static final int BUCKETS = 251;
  private static final int FIRST_BUCKET = 0x1000;
  private final Findings findings;
  private final PropertyList list;
  private final Set<Integer> ids = new HashSet<>();

  /** What the buckets have to hold, each entry as one number, by bucket. */
  private final Map<Integer, Set<Long>> expected = new HashMap<>();

  private NamesCheck(PropertyList list, Findings findings) {
    this.list = list;
    this.findings = findings;
  }

  /** Returns the numbers that the list gives to properties. */
  static Set<Integer> check(NodeData node, NodeReader nodes) throws IOException, Lost {
    NamesCheck names = new NamesCheck(PropertyList.open(node, nodes), nodes.findings());
    names.entries();
    names.buckets();
    return names.ids;
  }

  private void entries() throws IOException, Lost {
    byte[] sets = list.bytes(0x0002);
    byte[] entries = list.bytes(0x0003);
    byte[] texts = list.bytes(0x0004);
    require(list.is(0x0001, BUCKETS), "other than 251 buckets");
    require(sets.length % GUID == 0, "sets of " + sets.length + " bytes");
    require(entries.length > 0 && entries.length % ENTRY == 0, "entries are cut");
    for (int at = 0; at + ENTRY <= entries.length; at += ENTRY) {
      int value = LittleEndian.get32(entries, at);
      int set = LittleEndian.get16(entries, at + 4);
      int index = LittleEndian.get16(entries, at + 6);
      require(ids.add(FIRST_ID + index), "number " + index + " occurs twice");
      require(index < entries.length / ENTRY, "number " + index + " is beyond the list");
      int guid = set >> 1;
      require(guid >= 1 && guid < FIRST_LISTED_SET + sets.length / GUID, "there is no set " + guid);
      int hash = (set & 1) == 0 ? value : hashOf(texts, value);
      expected
          .computeIfAbsent(Integer.remainderUnsigned(hash ^ set, BUCKETS), b -> new HashSet<>())
          .add(entry(hash, set, index));
    }
  }

  private int hashOf(byte[] texts, int at) {
    boolean starts = at >= 0 && at % 4 == 0 && at <= texts.length - 4;
    int length = starts ? LittleEndian.get32(texts, at) : -1;
    if (length < 2 || length % 2 != 0 || length > texts.length - at - 4) {
      require(false, "no name at " + at);
      return 0;
    }
    return Crc.of(texts, at + 4, length);
  }

  private void buckets() throws IOException, Lost {
    Map<Integer, Set<Long>> found = new HashMap<>();
    for (int id : list.values().keySet()) {
      if (id < FIRST_BUCKET) {
        continue;
      }
      byte[] bucket = list.bytes(id);
      Set<Long> entries = new HashSet<>();
      for (int at = 0; at + ENTRY <= bucket.length; at += ENTRY) {
        entries.add(LittleEndian.get64(bucket, at));
      }
      if (!entries.isEmpty()) {
        found.put(id - FIRST_BUCKET, entries);
      }
    }
    findings.require(
        found.equals(expected), Rule.NAMES_BUCKETS, list.where(), "other entries in its buckets");
  }

  private static long entry(int hash, int set, int index) {
    byte[] bytes = new byte[ENTRY];
    LittleEndian.put32(bytes, 0, hash);
    LittleEndian.put16(bytes, 4, set);
    LittleEndian.put16(bytes, 6, index);
    return LittleEndian.get64(bytes, 0);
  }

  private void require(boolean holds, String detail) {
    findings.require(holds, Rule.NAMES_FORM, list.where(), detail);
  }
}
