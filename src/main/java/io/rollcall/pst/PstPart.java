package io.rollcall.pst;

import io.rollcall.pst.ltp.NamedProperties;
import io.rollcall.pst.ltp.Property;
import io.rollcall.pst.ltp.PropertySet;
import io.rollcall.pst.ndb.NdbWriter;
import io.rollcall.pst.ndb.Nid;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;

/** One file while it is written, under a name that no program takes for a PST's. */
final class PstPart implements Closeable {
  private static final int FIRST_FOLDER = 0x405;
  private static final int FIRST_MESSAGE = 0x10001;
  private static final int UID = 16;
  private final Path path;
  private final PstOptions options;
  private final NdbWriter ndb;
  private final NamedProperties names = new NamedProperties();
  private final FolderNode root = StoreNodes.root();
  private final FolderNode top;
  private final IdentityHashMap<PstFolder, FolderNode> folders = new IdentityHashMap<>();
  private int nextFolder = FIRST_FOLDER;
  private int contacts;

  PstPart(Path target, PstOptions options) throws IOException {
    this.options = options;
    this.path =
        Files.createTempFile(PartFiles.folderOf(target), target.getFileName() + ".", ".partial");
    this.ndb = open(path, options);
    this.top = root.child(StoreNodes.TOP);
    // Programs take a file without any named property for one that has lost them.
    names.id(PropertySet.ADDRESS, 0x8005);
    names.id(PropertySet.PUBLIC_STRINGS, PstContact.CATEGORIES);
  }

  private static NdbWriter open(Path path, PstOptions options) throws IOException {
    try {
      return new NdbWriter(path, options.encoded());
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  Path path() {
    return path;
  }

  int contacts() {
    return contacts;
  }

  boolean full() {
    return contacts > 0
        && (ndb.size() >= options.splitBytes() || contacts >= options.splitContacts());
  }

  /** The folder in this file, made together with those above it when it is not there yet. */
  FolderNode folder(PstFolder folder) {
    FolderNode known = folders.get(folder);
    if (known != null) {
      return known;
    }
    PstFolder above = folder.parent();
    FolderNode parent = above == null ? top : folder(above);
    FolderNode made = parent.child(Nid.of(Nid.FOLDER, nextFolder++), folder.name(), true);
    folders.put(folder, made);
    return made;
  }

  void add(PstFolder folder, PstContact contact) throws IOException {
    List<Property> properties = ContactProperties.of(contact, names, options);
    FolderNode node = folder(folder);
    int nid = Nid.of(Nid.MESSAGE, FIRST_MESSAGE + contacts);
    node.addRow(ndb, nid, ContactMessage.write(ndb, nid, node.nid(), properties, contact.photo()));
    contacts++;
  }

  /** Completes the file; it still has its temporary name. */
  void finish() throws IOException {
    byte[] uid = new byte[UID];
    options.random().nextBytes(uid);
    root.write(ndb);
    StoreNodes.write(ndb, names.properties(), options.storeName(), uid);
    ndb.finish();
    ndb.close();
  }

  /** Gives the file up. */
  @Override
  public void close() throws IOException {
    try {
      ndb.close();
    } finally {
      Files.deleteIfExists(path);
    }
  }
}
