package io.rollcall.contacts.export;

import io.rollcall.pst.PstOptions;
import java.time.Clock;

/** The kinds of files. */
public enum ExportFormat {
  /** vCard 4.0, every field and the photos. */
  VCARD("vcf"),
  /** With the columns of Outlook's own export; no photos. */
  CSV("csv"),
  /** Every field in a column; no photos. */
  XLSX("xlsx"),
  /** For mail programs, every field and the photos. */
  PST("pst");

  private final String extension;

  ExportFormat(String extension) {
    this.extension = extension;
  }

  /** Without the dot. */
  public String extension() {
    return extension;
  }

  FileFormat files(Clock clock) {
    return switch (this) {
      case VCARD -> new VcardFile();
      case CSV -> new CsvFile();
      case XLSX -> new SheetFile();
      case PST -> new PstFiles(PstOptions.defaults(clock));
    };
  }
}
