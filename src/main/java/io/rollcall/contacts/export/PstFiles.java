package io.rollcall.contacts.export;

import io.rollcall.graph.ContactField;
import io.rollcall.pst.PstContact;
import io.rollcall.pst.PstFile;
import io.rollcall.pst.PstFolder;
import io.rollcall.pst.PstOptions;
import io.rollcall.pst.PstReport;
import io.rollcall.pst.PstVerifier;
import io.rollcall.pst.PstWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PST files with the mailbox's folders; several where one would be too large. */
final class PstFiles implements FileFormat {
  /** Where the format's calendar begins. */
  private static final Instant FIRST_MOMENT = Instant.parse("1601-01-01T00:00:00Z");

  private final PstOptions options;

  PstFiles(PstOptions options) {
    this.options = options;
  }

  @Override
  public List<WrittenFile> write(ExportedMailbox mailbox, Path file, Counts counts)
      throws IOException {
    try (PstWriter writer =
            PstWriter.create(file, options.withStoreName("Contacts of " + mailbox.address()));
        Stream<ExportedContact> contacts = mailbox.contacts().get()) {
      Tree tree = new Tree(writer);
      for (List<String> path : mailbox.folders()) {
        tree.folder(path);
      }
      for (Iterator<ExportedContact> all = contacts.iterator(); all.hasNext(); ) {
        ExportedContact contact = all.next();
        PstContact converted = PstContacts.of(contact);
        tree.folder(contact.folder()).addContact(converted);
        noteLosses(contact, converted, counts);
        counts.contact(contact, true);
      }
      return writer.finish().stream().map(PstFiles::written).toList();
    }
  }

  private static WrittenFile written(PstFile file) {
    return new WrittenFile(file.path(), file.contacts());
  }

  private static void noteLosses(ExportedContact contact, PstContact converted, Counts counts) {
    counts.mended(contact.card());
    if (contact.card().date(ContactField.BIRTHDAY) != null && converted.birthday() == null) {
      counts.leftOut("birthday before 1601 or after 9999");
    }
    if (!contact.card().text(ContactField.ANNIVERSARY).isEmpty()
        && converted.anniversary() == null) {
      counts.leftOut("anniversary before 1601 or after 9999");
    }
    if (early(contact.created()) || early(contact.modified())) {
      counts.leftOut("time of creation or change before 1601");
    }
  }

  private static boolean early(@Nullable Instant time) {
    return time != null && time.isBefore(FIRST_MOMENT);
  }

  @Override
  public void check(ExportedMailbox mailbox, List<WrittenFile> files, Counts counts)
      throws IOException {
    for (WrittenFile file : files) {
      PstReport report = PstVerifier.verify(file.path(), () -> counts.contacts(1));
      if (!report.sound()) {
        throw new ReadBackException(
            "%d rules of the format are broken, first %s"
                .formatted(report.total(), report.violations().get(0)));
      }
      if (report.contacts() != file.contacts()) {
        throw new ReadBackException(
            "%d contacts were written and %d found".formatted(file.contacts(), report.contacts()));
      }
    }
  }

  /** The folders that were made, by their paths. */
  private static final class Tree {
    private final PstWriter writer;
    private final Map<List<String>, PstFolder> folders = new HashMap<>();

    Tree(PstWriter writer) {
      this.writer = writer;
    }

    PstFolder folder(List<String> path) throws IOException {
      PstFolder known = folders.get(path);
      if (known != null) {
        return known;
      }
      String name = path.isEmpty() ? "Contacts" : path.get(path.size() - 1);
      PstFolder made =
          path.size() < 2
              ? writer.folder(name)
              : folder(path.subList(0, path.size() - 1)).folder(name);
      folders.put(List.copyOf(path), made);
      return made;
    }
  }
}
