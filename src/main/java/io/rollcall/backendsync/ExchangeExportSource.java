package io.rollcall.backendsync;

import io.rollcall.kernel.Described;
import io.rollcall.kernel.TypeName;
import java.nio.file.Path;

/**
 * Exports that were written on the management host.
 *
 * @param path one file, or a folder with a file for each organization
 */
@TypeName("exchange-export")
public record ExchangeExportSource(
    @Described("The export file; a folder of them for several organizations.") Path path)
    implements Source {

  @Override
  public String inWords() {
    return path.toString();
  }
}
