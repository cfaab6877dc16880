package io.rollcall.pst;

/**
 * A rule of the format that a file breaks.
 *
 * @param rule its name, such as {@code BLOCK_CHECK_SUM}
 * @param meaning what should hold
 * @param where the page, block or node
 * @param detail what was found instead
 */
public record PstViolation(String rule, String meaning, String where, String detail) {

  @Override
  public String toString() {
    return rule + ": " + meaning + "; " + where + ": " + detail;
  }
}
