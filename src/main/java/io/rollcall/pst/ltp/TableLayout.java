package io.rollcall.pst.ltp;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the tables that a PST file has, where its programs expect them: older ones go
 * wrong when a column has moved. Measured in a file that Outlook made.
 */
@SuppressWarnings("ImmutableEnumChecker") // nothing below is changed once it is made
public enum TableLayout {
  /** The folders in a folder. */
  HIERARCHY(
      0x60D,
      "52/52/53/55",
      """
      0e300102:20/4/6  0e330014:24/8/7  0e340102:32/4/8  0e380003:36/4/9
      3001001f:8/4/2  36020003:12/4/3  36030003:16/4/4  360a000b:52/1/5
      3613001f:40/4/10  66350003:44/4/11  66360003:48/4/12  67f20003:0/4/0
      67f30003:4/4/1
      """),

  /** The messages in a folder. */
  CONTENTS(
      0x60E,
      "120/120/122/126",
      """
      00170003:20/4/5  001a001f:12/4/3  00360003:60/4/15  0037001f:28/4/7
      00390040:40/8/9  0042001f:24/4/6  0057000b:120/1/13  0058000b:121/1/14
      0070001f:68/4/17  00710102:72/4/18  0e03001f:56/4/12  0e04001f:52/4/11
      0e060040:32/8/8  0e070003:16/4/4  0e080003:48/4/10  0e170003:8/4/2
      0e300102:92/4/22  0e330014:96/8/23  0e340102:104/4/24  0e380003:116/4/27
      0e3c0102:112/4/26  0e3d0102:108/4/25  10970003:64/4/16  30080040:84/8/21
      30130102:76/4/19  65c60003:80/4/20  67f20003:0/4/0  67f30003:4/4/1
      """),

  /** A folder's hidden messages. */
  ASSOCIATED_CONTENTS(
      0x60F,
      "56/56/57/59",
      """
      001a001f:12/4/3  0e070003:16/4/4  0e170003:8/4/2  3001001f:20/4/5
      67f20003:0/4/0  67f30003:4/4/1  6800001f:44/4/11  6803000b:56/1/12
      68051003:48/4/13  682f001f:52/4/14  70030003:24/4/6  70040102:28/4/7
      70050102:32/4/8  7006001f:36/4/9  70070003:40/4/10
      """),

  /** What a search found. */
  SEARCH_CONTENTS(
      0x610,
      "72/72/75/78",
      """
      00170003:28/4/7  001a001f:20/4/5  00360003:60/4/16  0037001f:36/4/9
      0042001f:32/4/8  0057000b:72/1/14  0058000b:73/1/15  0e03001f:56/4/13
      0e04001f:52/4/12  0e05001f:12/4/3  0e060040:40/8/10  0e070003:24/4/6
      0e080003:48/4/11  0e170003:16/4/4  0e2a000b:74/1/17  30080040:64/8/18
      67f10003:8/4/2  67f20003:0/4/0  67f30003:4/4/1
      """),

  /** To whom a message goes. */
  RECIPIENTS(
      0x692,
      "48/48/50/52",
      """
      0c150003:24/4/7  0e0f000b:48/1/2  0ff90102:32/4/9  0ffe0003:36/4/10
      0fff0102:16/4/5  3001001f:20/4/6  3002001f:8/4/3  3003001f:12/4/4
      300b0102:28/4/8  39000003:40/4/11  39ff001f:44/4/13  3a40000b:49/1/12
      67f20003:0/4/0  67f30003:4/4/1
      """),

  /** What is attached to a message. */
  ATTACHMENTS(
      0x671,
      "24/24/24/25",
      """
      0e200003:12/4/3  3704001f:20/4/5  37050003:16/4/4  370b0003:8/4/2
      67f20003:0/4/0  67f30003:4/4/1
      """),

  /** Where messages of a class arrive. */
  RECEIVE_FOLDERS(
      0x62B,
      "16/16/16/17",
      """
      001a001f:12/4/3  66050003:8/4/2  67f20003:0/4/0  67f30003:4/4/1
      """),

  /** What waits to be sent. */
  OUTGOING_QUEUE(
      0x64C,
      "24/24/24/25",
      """
      00390040:16/8/4  0e100003:12/4/3  0e140003:8/4/2  67f20003:0/4/0
      67f30003:4/4/1
      """),

  /** A table of changes, kept empty. */
  CHANGES_BY_KEY(
      0x6B6,
      "24/24/24/25",
      """
      0e330014:8/8/2  0e370102:16/4/3  0e380003:20/4/4  67f20003:0/4/0
      67f30003:4/4/1
      """),

  /** A table of changes, kept empty. */
  CHANGES_BY_FOLDER(
      0x6D7,
      "40/40/40/42",
      """
      001a001f:36/4/8  0e300102:16/4/4  0e310102:12/4/3  0e330014:28/8/7
      0e340102:24/4/6  0e380003:20/4/5  0e3e0102:8/4/2  67f20003:0/4/0
      67f30003:4/4/1
      """),

  /** A table of changes, kept empty. */
  CHANGES_BY_TIME(
      0x6F8,
      "24/24/24/25",
      """
      0e330014:16/8/3  30070040:8/8/2  67f20003:0/4/0  67f30003:4/4/1
      """);

  private final int template;
  private final int[] ends;
  private final List<Column> columns;
  private final Map<Integer, Column> byTag;

  /**
   * @param template the number of the node that holds an empty table of this kind
   * @param ends where in a row the values of four and eight bytes end, those of two, those of one,
   *     and the row
   * @param columns tag:offset/size/bit of each, sorted by tag; tags in base 16
   */
  TableLayout(int template, String ends, String columns) {
    this.template = template;
    this.ends = Arrays.stream(ends.split("/", -1)).mapToInt(Integer::parseInt).toArray();
    this.columns = Arrays.stream(columns.strip().split("\\s+", -1)).map(Column::parse).toList();
    byTag = this.columns.stream().collect(Collectors.toMap(Column::tag, Function.identity()));
  }

  public int template() {
    return template;
  }

  /** Where in a row the values of a size end: 0 for four and eight bytes, 1 for two, 2 for one. */
  public int end(int group) {
    return ends[group];
  }

  /** The bytes of a row. */
  public int rowSize() {
    return ends[3];
  }

  /** The column of a property; null when the table has none. */
  public @Nullable Column column(int tag) {
    return byTag.get(tag);
  }

  /** Sorted by tag. */
  public List<Column> columns() {
    return columns;
  }
}
