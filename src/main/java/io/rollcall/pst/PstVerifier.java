package io.rollcall.pst;

import io.rollcall.pst.verify.Finding;
import io.rollcall.pst.verify.Verification;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads a file back and holds it to the format's rules, which mail programs check less strictly
 * than they repair.
 */
public final class PstVerifier {
  private PstVerifier() {}

  /**
   * Checks every page, block, reference, map, table and property of a file. Takes memory of about
   * 50 bytes for each block, which is 8 KB at most.
   *
   * @throws IOException when the file cannot be read; a damaged file is no exception
   */
  public static PstReport verify(Path file) throws IOException {
    return verify(file, () -> {});
  }

  /**
   * As {@link #verify(Path)}.
   *
   * @param eachContact called when a contact is reached, after pages and blocks have been checked;
   *     what it throws ends the work
   */
  public static PstReport verify(Path file, Runnable eachContact) throws IOException {
    Verification verification = Verification.of(file, eachContact);
    return new PstReport(
        file,
        verification.folders(),
        verification.messages(),
        verification.findings().stream().map(PstVerifier::violation).toList(),
        verification.total());
  }

  private static PstViolation violation(Finding finding) {
    return new PstViolation(
        finding.rule().name(), finding.rule().meaning(), finding.where(), finding.detail());
  }
}
