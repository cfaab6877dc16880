package io.rollcall.pst;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Gives complete files their names, all or none. */
final class PartFiles {
  private static final String EXTENSION = ".pst";

  private PartFiles() {}

  static List<PstFile> publish(List<PstPart> parts, Path target) throws IOException {
    List<PstFile> published = new ArrayList<>();
    try {
      for (int i = 0; i < parts.size(); i++) {
        PstPart part = parts.get(i);
        Path path = parts.size() == 1 ? target : numbered(target, i + 1, parts.size());
        if (Files.exists(path)) {
          throw new FileAlreadyExistsException(path.toString());
        }
        Files.move(part.path(), path);
        published.add(new PstFile(path, Files.size(path), part.contacts()));
      }
      forceFolder(folderOf(target));
      return published;
    } catch (IOException e) {
      for (PstFile file : published) {
        Files.deleteIfExists(file.path());
      }
      throw e;
    }
  }

  /** The folder that a file lies in. */
  static Path folderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is no file's name");
    }
    return folder;
  }

  /** {@code contacts.pst} to {@code contacts-1-of-3.pst}. */
  private static Path numbered(Path target, int number, int of) {
    String name = target.getFileName().toString();
    boolean usual = name.endsWith(EXTENSION);
    String base = usual ? name.substring(0, name.length() - EXTENSION.length()) : name;
    return target.resolveSibling(base + "-" + number + "-of-" + of + (usual ? EXTENSION : ""));
  }

  /** So that the names survive a loss of power. Not every system lets a folder be opened. */
  private static void forceFolder(Path folder) throws IOException {
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
