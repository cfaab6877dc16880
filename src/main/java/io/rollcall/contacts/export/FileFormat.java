package io.rollcall.contacts.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes a mailbox into files of one kind, and reads them back. */
interface FileFormat {

  /**
   * Writes the contacts in their order.
   *
   * @param file does not exist yet
   * @param counts told of every contact, and of what the format cannot hold
   * @return what was written: the file, or several beside it, in order
   */
  List<WrittenFile> write(ExportedMailbox mailbox, Path file, Counts counts) throws IOException;

  /**
   * Reads what was written, and compares it with the contacts.
   *
   * @param counts told of every contact that was found again
   * @throws ReadBackException when anything differs
   */
  void check(ExportedMailbox mailbox, List<WrittenFile> files, Counts counts) throws IOException;

  /**
   * A file.
   *
   * @param contacts how many it has
   */
  record WrittenFile(Path path, long contacts) {}
}
