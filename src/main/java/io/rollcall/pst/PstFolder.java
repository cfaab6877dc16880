package io.rollcall.pst;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A folder of contacts, into which contacts and folders can be put until the file is finished. */
public final class PstFolder {
  private final PstWriter writer;
  private final @Nullable PstFolder parent;
  private final String name;
  private final FolderNames names;

  PstFolder(PstWriter writer, @Nullable PstFolder parent, String name, FolderNames names) {
    this.writer = writer;
    this.parent = parent;
    this.name = name;
    this.names = names;
  }

  /** The name as it is written, which may differ from the one asked for: see {@link #folder}. */
  public String name() {
    return name;
  }

  /**
   * Makes a folder in this one. A name of more than 255 characters is cut, an empty one replaced,
   * and one that the parent has already gets a number, because programs need names to be unique.
   *
   * @throws IllegalStateException when the file is finished, or writing has failed before
   */
  public PstFolder folder(String wanted) throws IOException {
    return writer.folder(this, names, wanted);
  }

  /**
   * Writes a contact into this folder.
   *
   * @throws IOException when the disk does not take it; nothing can be written any more
   * @throws IllegalStateException when the file is finished, or writing has failed before
   */
  public void addContact(PstContact contact) throws IOException {
    writer.add(this, contact);
  }

  @Nullable PstFolder parent() {
    return parent;
  }
}
