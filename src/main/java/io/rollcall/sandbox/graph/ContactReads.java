package io.rollcall.sandbox.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Folders, contacts and photos as they are now. */
record ContactReads(Links links, Set<Trait> traits) {
  private static final Pattern BY_PROPERTY =
      Pattern.compile(
          "singleValueExtendedProperties/any\\(ep: ?ep/id eq '([^']+)' and ep/value"
              + " (?:eq '((?:[^']|'')*)'|ne null)\\)");
  private static final int DEFAULT_PAGE = 10;
  private static final int LARGEST_PAGE = 1000;

  /** Where the next link of a plain list leads. */
  record ListPosition(String resource, List<Map<String, @Nullable Object>> rest, int size) {}

  Reply answer(SandboxMailbox mailbox, ContactPath path, Request request) {
    synchronized (mailbox) {
      SandboxFolder folder = path.folder(mailbox);
      if (folder == null) {
        return OutlookReplies.folderNotFound();
      }
      return switch (path.kind()) {
        case FOLDERS -> folders(mailbox.foldersBelow(null), request);
        case CHILDREN -> folders(mailbox.foldersBelow(folder.id()), request);
        case FOLDER -> Reply.json(200, rendered(folder));
        case CONTACTS -> contacts(mailbox, folder, request);
        case COUNT -> count(mailbox, folder);
        case CONTACT -> one(path.contact(mailbox), request);
        case PHOTO -> photo(path.contact(mailbox));
        default -> OutlookReplies.notSupported();
      };
    }
  }

  private Reply folders(List<SandboxFolder> found, Request request) {
    return listed(found.stream().map(ContactReads::rendered).toList(), request);
  }

  static Map<String, @Nullable Object> rendered(SandboxFolder folder) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", folder.id());
    json.put("parentFolderId", folder.parentId());
    json.put("displayName", folder.name());
    return json;
  }

  /** Personal distribution lists are counted, though they are never given. */
  private static Reply count(SandboxMailbox mailbox, SandboxFolder folder) {
    return Reply.text(200, "text/plain", Integer.toString(number(mailbox, folder)));
  }

  private static int number(SandboxMailbox mailbox, SandboxFolder folder) {
    return mailbox.inFolder(folder.id()).size() + folder.contactLists();
  }

  private Reply contacts(SandboxMailbox mailbox, SandboxFolder folder, Request request) {
    ContactJson json = ContactJson.of(request, traits);
    String filter = request.query().get("$filter");
    Matcher wanted = BY_PROPERTY.matcher(filter == null ? "" : filter);
    if (json == null || (filter != null && !wanted.matches())) {
      return OutlookReplies.badQuery();
    }
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    for (SandboxContact contact : mailbox.inFolder(folder.id())) {
      if (filter == null || traits.contains(Trait.FILTER_IGNORED) || has(contact, wanted)) {
        if (contact.corrupt) {
          return OutlookReplies.corrupt();
        }
        found.add(json.of(contact));
      }
    }
    boolean counted = "true".equals(request.query().get("$count"));
    return listed(found, request, counted ? number(mailbox, folder) : null);
  }

  private static boolean has(SandboxContact contact, Matcher wanted) {
    String value = contact.extended.get(wanted.group(1));
    String equal = wanted.group(2);
    return value != null && (equal == null || value.equals(equal.replace("''", "'")));
  }

  private Reply one(@Nullable SandboxContact contact, Request request) {
    ContactJson json = ContactJson.of(request, traits);
    if (contact == null || json == null) {
      return contact == null ? OutlookReplies.notFound() : OutlookReplies.badQuery();
    }
    return contact.corrupt ? OutlookReplies.corrupt() : Reply.json(200, json.of(contact));
  }

  private static Reply photo(@Nullable SandboxContact contact) {
    if (contact != null && contact.photoCorrupt) {
      return OutlookReplies.corrupt();
    }
    return contact == null || contact.photo == null
        ? OutlookReplies.notFound()
        : Reply.binary("image/jpeg", contact.photo);
  }

  private Reply listed(List<Map<String, @Nullable Object>> found, Request request) {
    return listed(found, request, null);
  }

  private Reply listed(
      List<Map<String, @Nullable Object>> found, Request request, @Nullable Integer count) {
    String top = request.query().get("$top");
    int asked = top == null ? request.pageSize().orElse(DEFAULT_PAGE) : Integer.parseInt(top);
    return page(new ListPosition(request.path(), found, Math.min(LARGEST_PAGE, asked)), count);
  }

  Reply page(ListPosition list) {
    return page(list, null);
  }

  private Reply page(ListPosition list, @Nullable Integer count) {
    int end = Math.min(list.size(), list.rest().size());
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#contacts");
    if (count != null) {
      body.put("@odata.count", count);
    }
    if (end < list.rest().size()) {
      ListPosition next =
          new ListPosition(
              list.resource(), list.rest().subList(end, list.rest().size()), list.size());
      body.put("@odata.nextLink", links.give(list.resource(), "skip", next));
    }
    body.put("value", list.rest().subList(0, end));
    return Reply.json(200, body);
  }
}
