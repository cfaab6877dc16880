package io.rollcall.sandbox.graph;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a path below a user leads to.
 *
 * @param folderId null: none is named, which means the default one
 * @param contactId null where none is named
 */
record ContactPath(Kind kind, @Nullable String folderId, @Nullable String contactId) {
  private static final String CONTACTS = "(?:/contactFolders/([^/]+))?/contacts";
  private static final String DELTA = "(?:microsoft\\.graph\\.)?delta(?:\\(\\))?";

  enum Kind {
    FOLDERS("/contactFolders()()"),
    FOLDER("/contactFolders/([^/]+)()"),
    CHILDREN("/contactFolders/([^/]+)/childFolders()"),
    CONTACTS(ContactPath.CONTACTS + "()"),
    COUNT(ContactPath.CONTACTS + "/\\$count()"),
    DELTA(ContactPath.CONTACTS + "/" + ContactPath.DELTA + "()"),
    CONTACT(ContactPath.CONTACTS + "/([^/]+)"),
    PHOTO(ContactPath.CONTACTS + "/([^/]+)/photo/\\$value"),
    OTHER(".*()()");

    @SuppressWarnings("ImmutableEnumChecker") // patterns do not change
    private final Pattern pattern;

    Kind(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }
  }

  static ContactPath of(Request request) {
    String below = request.path().substring(request.path().indexOf("/contact"));
    for (Kind kind : Kind.values()) {
      Matcher path = kind.pattern.matcher(below);
      if (path.matches()) {
        return new ContactPath(kind, decoded(path.group(1)), decoded(path.group(2)));
      }
    }
    throw new IllegalStateException("the last one matches all");
  }

  private static @Nullable String decoded(@Nullable String segment) {
    return segment == null || segment.isEmpty() ? null : Request.decoded(segment);
  }

  @Nullable SandboxFolder folder(SandboxMailbox mailbox) {
    return mailbox.findFolder(folderId == null ? "contacts" : folderId);
  }

  /** Null too when it is not in the folder that is named. */
  @Nullable SandboxContact contact(SandboxMailbox mailbox) {
    SandboxContact contact = contactId == null ? null : mailbox.find(contactId);
    if (contact == null || folderId == null) {
      return contact;
    }
    SandboxFolder folder = folder(mailbox);
    return folder != null && folder.id().equals(contact.folderId) ? contact : null;
  }
}
