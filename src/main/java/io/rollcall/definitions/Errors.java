package io.rollcall.definitions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** What is wrong with one file, collected while it is read. */
final class Errors {
  /** A file of a megabyte can have 200,000 wrong keys; nobody reads on after so many. */
  static final int MOST = 1_000;

  private static final int SHOWN = 60;
  private static final Comparator<DefinitionError> BY_PLACE =
      Comparator.comparingInt(DefinitionError::line).thenComparingInt(DefinitionError::column);

  private final Path file;
  private final List<DefinitionError> found = new ArrayList<>();
  private int count;

  /**
   * @param file as the errors shall name it
   */
  Errors(Path file) {
    this.file = file;
  }

  void add(Node at, String what, String allowed) {
    add(at.getStartMark(), what, allowed);
  }

  void add(Mark at, String what, String allowed) {
    add(at.getLine() + 1, at.getColumn() + 1, what, allowed);
  }

  void add(int line, int column, String what, String allowed) {
    count++;
    if (count < MOST) {
      found.add(new DefinitionError(file, line, column, printable(what), printable(allowed)));
    } else if (count == MOST) {
      found.add(new DefinitionError(file, line, column, "more errors than are shown", ""));
    }
  }

  /** An error of the file as a whole. */
  void add(String what, String allowed) {
    add(1, 1, what, allowed);
  }

  int count() {
    return count;
  }

  List<DefinitionError> inOrder() {
    return found.stream().sorted(BY_PLACE).toList();
  }

  /** Text of the file, as it may stand in a message: not long, and on one line. */
  static String shown(String text) {
    if (text.codePointCount(0, text.length()) <= SHOWN) {
      return printable(text);
    }
    return printable(text.substring(0, text.offsetByCodePoints(0, SHOWN))) + "...";
  }

  /** Escape sequences of a hostile file must not reach a terminal. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\x{2028}\\x{2029}\\x{80}-\\x{9f}]", "?");
  }
}
