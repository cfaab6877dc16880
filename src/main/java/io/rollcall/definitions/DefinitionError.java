package io.rollcall.definitions;

import java.nio.file.Path;

/**
 * One thing that is wrong with one job definition.
 *
 * @param file relative to the home folder: {@code jobs/acme.yaml}
 * @param line from 1 on
 * @param column from 1 on, in characters; an error of the whole file stands at 1:1
 * @param what is wrong, beginning with the key where it is about one; never repeats a secret
 * @param allowed what may stand there instead; empty when that cannot be listed
 */
public record DefinitionError(Path file, int line, int column, String what, String allowed) {

  /** {@code jobs/acme.yaml:5:15 unknown key chunk-sise, allowed: chunk-size, ...} */
  @Override
  public String toString() {
    String place = Errors.printable(file.toString()) + ":" + line + ":" + column + " ";
    return place + what + (allowed.isEmpty() ? "" : ", allowed: " + allowed);
  }
}
