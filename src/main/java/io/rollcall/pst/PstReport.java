package io.rollcall.pst;

import java.nio.file.Path;
import java.util.List;

/**
 * What a look at a whole file came to.
 *
 * @param folders all that the file has, those that people do not see included
 * @param contacts those that folders list
 * @param violations the first twenty of each rule
 * @param total how many violations there are in all
 */
public record PstReport(
    Path file, long folders, long contacts, List<PstViolation> violations, int total) {

  /** Whether no rule is broken. */
  public boolean sound() {
    return total == 0;
  }
}
