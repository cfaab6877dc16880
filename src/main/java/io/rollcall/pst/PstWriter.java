package io.rollcall.pst;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes folders and contacts into a PST file, front to back, in memory that grows by about 100
 * bytes for each contact.
 *
 * <p>Nothing has the target's name before {@link #finish}, and {@link #close} without it leaves
 * nothing behind. What does not fit into one file goes into several: {@code contacts.pst} becomes
 * {@code contacts-1-of-3.pst} and so on, each with the folders of its contacts.
 *
 * <p>Not for several threads.
 */
public final class PstWriter implements Closeable {
  private final Path target;
  private final PstOptions options;
  private final FolderNames names = new FolderNames();
  private final List<PstPart> complete = new ArrayList<>();
  private PstPart open;
  private boolean failed;
  private boolean finished;

  private PstWriter(Path target, PstOptions options) throws IOException {
    this.target = target;
    this.options = options;
    this.open = new PstPart(target, options);
    names.take(StoreNodes.DELETED_NAME);
  }

  /**
   * Starts a file.
   *
   * @throws FileAlreadyExistsException when there is one of that name
   */
  public static PstWriter create(Path target, PstOptions options) throws IOException {
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    return new PstWriter(target, options);
  }

  /** Makes a folder at the top; what {@link PstFolder#folder} says of names holds here too. */
  public PstFolder folder(String name) throws IOException {
    return folder(null, names, name);
  }

  PstFolder folder(@Nullable PstFolder parent, FolderNames siblings, String name)
      throws IOException {
    requireUsable();
    PstFolder folder = new PstFolder(this, parent, siblings.take(name), new FolderNames());
    open.folder(folder);
    return folder;
  }

  void add(PstFolder folder, PstContact contact) throws IOException {
    requireUsable();
    failed = true;
    if (open.full()) {
      open.finish();
      complete.add(open);
      open = new PstPart(target, options);
    }
    open.add(folder, contact);
    failed = false;
  }

  /**
   * Completes the file or files, waits until the disk has them, and gives them their names.
   *
   * @return what was written, in order
   * @throws FileAlreadyExistsException when a file of one of the names has come into being; nothing
   *     is left behind
   */
  public List<PstFile> finish() throws IOException {
    requireUsable();
    failed = true;
    open.finish();
    complete.add(open);
    List<PstFile> files = PartFiles.publish(complete, target);
    finished = true;
    return files;
  }

  /** Ends the work; without {@link #finish} nothing is left behind. */
  @Override
  public void close() throws IOException {
    if (finished) {
      return;
    }
    finished = true;
    for (PstPart part : complete) {
      part.close();
    }
    open.close();
  }

  private void requireUsable() {
    if (failed || finished) {
      throw new IllegalStateException(
          finished ? "the file is finished" : "writing has failed before");
    }
  }
}
