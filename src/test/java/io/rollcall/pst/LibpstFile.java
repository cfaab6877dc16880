package io.rollcall.pst;

import com.pff.PSTContact;
import com.pff.PSTFile;
import com.pff.PSTFolder;
import com.pff.PSTObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What java-libpst finds below the top folder. */
final class LibpstFile {
  /** By path, with the kind of things in each. */
  private final Map<String, String> folders = new TreeMap<>();

  private final Visitor visitor;

  /** Takes a contact. They are not collected: java-libpst holds much for each. */
  interface Visitor {
    void visit(String folder, PSTContact contact) throws Exception;
  }

  private LibpstFile(Visitor visitor) {
    this.visitor = visitor;
  }

  static Map<String, String> read(Path path, Visitor visitor) throws Exception {
    PSTFile file = new PSTFile(path.toFile());
    LibpstFile found = new LibpstFile(visitor);
    try {
      for (PSTFolder folder : file.getRootFolder().getSubFolders()) {
        if (folder.getDisplayName().startsWith("Top of")) {
          found.collect("", folder);
        }
      }
    } finally {
      file.close();
    }
    return found.folders;
  }

  private void collect(String above, PSTFolder folder) throws Exception {
    for (PSTFolder child : folder.getSubFolders()) {
      String path = above + "/" + child.getDisplayName();
      folders.put(path, child.getContainerClass());
      for (PSTObject next = child.getNextChild(); next != null; next = child.getNextChild()) {
        visitor.visit(path, (PSTContact) next);
      }
      collect(path, child);
    }
  }

  /** Folders, and contacts by their first address in theirs. */
  static List<String> paths(Path file) throws Exception {
    List<String> paths = new ArrayList<>();
    paths.addAll(
        read(file, (folder, contact) -> paths.add(folder + "/" + contact.getEmail1EmailAddress()))
            .keySet());
    return paths;
  }
}
