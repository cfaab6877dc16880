package io.rollcall.contacts.export;

import io.rollcall.contacts.export.FileFormat.WrittenFile;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Gives complete files their names, the manifest last; all or, where none was before, none. */
final class Publication {
  private static final String OWNER_ONLY = "rw-------";
  private final Path folder;
  private final boolean replace;

  Publication(Path file, boolean replace) throws IOException {
    Path parent = file.getParent();
    if (parent == null || file.getFileName() == null) {
      throw new IOException(file + " is no file's name");
    }
    this.folder = parent;
    this.replace = replace;
  }

  Path folder() {
    return folder;
  }

  /** Nobody's file is overwritten unasked, and nothing but a file at all. */
  static void requireFree(List<Path> files, boolean replace) {
    for (Path file : files) {
      if (Files.isDirectory(file) || (Files.exists(file) && !Files.isRegularFile(file))) {
        throw new RollcallException(
            ExitCode.WRONG_USE,
            file + " is there and is no file",
            "choose another name with --out");
      }
      if (Files.exists(file) && !replace) {
        throw new RollcallException(
            ExitCode.WRONG_USE,
            file + " is there already",
            "choose another name with --out, or add --force to replace it");
      }
    }
  }

  void publish(List<WrittenFile> parts, Path manifest) throws IOException {
    List<Path> files = new ArrayList<>(parts.stream().map(WrittenFile::path).toList());
    files.add(manifest);
    requireFree(files.stream().map(this::place).toList(), replace);
    for (Path file : files) {
      settle(file);
    }
    List<Path> published = new ArrayList<>();
    try {
      for (Path file : files) {
        Path place = place(file);
        boolean isNew = !Files.exists(place);
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        if (isNew) {
          published.add(place);
        }
      }
      force(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      for (Path place : published) {
        Files.deleteIfExists(place);
      }
      throw e;
    }
  }

  private Path place(Path file) {
    return folder.resolve(String.valueOf(file.getFileName()));
  }

  /** Address books are nobody else's business, and a name must not outlive its content. */
  private static void settle(Path file) throws IOException {
    if (posix(file)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER_ONLY));
    }
    force(file, StandardOpenOption.WRITE);
  }

  /** Not every system lets a folder be opened. */
  private static void force(Path path, StandardOpenOption how) throws IOException {
    if (posix(path)) {
      try (FileChannel channel = FileChannel.open(path, how)) {
        channel.force(true);
      }
    }
  }

  private static boolean posix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }
}
