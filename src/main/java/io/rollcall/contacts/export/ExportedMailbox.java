package io.rollcall.contacts.export;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is exported of a mailbox.
 *
 * @param address the mailbox's
 * @param snapshot the number of the snapshot
 * @param taken when the snapshot was complete
 * @param folders the path of each folder, empty ones too, those above before those below
 * @param total how many contacts there are; for the progress alone
 * @param contacts begins a stream of them, the same ones in the same order each time: they are read
 *     once to be written and once more to be compared. The taker closes it
 */
public record ExportedMailbox(
    String address,
    long snapshot,
    Instant taken,
    List<List<String>> folders,
    long total,
    Supplier<Stream<ExportedContact>> contacts) {

  public ExportedMailbox {
    folders = List.copyOf(folders);
  }
}
