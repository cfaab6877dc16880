package io.rollcall.sandbox.graph;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What changes folders, contacts and photos. */
record ContactWrites(Set<Trait> traits, Clock clock) {
  private static final int LARGEST_PHOTO = 4 << 20;

  Reply answer(SandboxMailbox mailbox, ContactPath path, Request request) {
    synchronized (mailbox) {
      SandboxFolder folder = path.folder(mailbox);
      if (folder == null) {
        return OutlookReplies.folderNotFound();
      }
      return switch (request.method() + " " + path.kind()) {
        case "POST FOLDERS" -> newFolder(mailbox, null, request);
        case "POST CHILDREN" -> newFolder(mailbox, folder.id(), request);
        case "DELETE FOLDER" -> deleteFolder(mailbox, folder);
        case "POST CONTACTS" -> write(mailbox, folder, null, request);
        case "PATCH CONTACT", "DELETE CONTACT", "PUT PHOTO" ->
            change(mailbox, folder, path.contact(mailbox), request);
        default -> OutlookReplies.notSupported();
      };
    }
  }

  private Reply change(
      SandboxMailbox mailbox,
      SandboxFolder folder,
      @Nullable SandboxContact contact,
      Request request) {
    if (contact == null) {
      return OutlookReplies.notFound();
    }
    return switch (request.method()) {
      case "PATCH" -> write(mailbox, folder, contact, request);
      case "PUT" -> putPhoto(mailbox, contact, request);
      default -> {
        if (contact.held) {
          yield Reply.outlook(409, "ErrorIrresolvableConflict", "The item cannot be deleted.");
        }
        mailbox.delete(contact.immutableId);
        yield Reply.empty(204);
      }
    };
  }

  /**
   * @param there null to make one
   */
  private Reply write(
      SandboxMailbox mailbox,
      SandboxFolder folder,
      @Nullable SandboxContact there,
      Request request) {
    ContactBody body = ContactBody.of(request);
    Reply refusal = body == null ? OutlookReplies.badBody() : body.refusal(traits);
    if (body == null || refusal != null) {
      return refusal == null ? OutlookReplies.badBody() : refusal;
    }
    SandboxContact contact = there == null ? mailbox.create(folder.id()) : there;
    body.into(contact, there == null);
    contact.touch(mailbox.tick(), clock.instant());
    ContactJson json = new ContactJson(request.wantsImmutableIds(), Set.of(), Set.of(), traits);
    return Reply.json(there == null ? 201 : 200, json.of(contact));
  }

  private static Reply putPhoto(SandboxMailbox mailbox, SandboxContact contact, Request request) {
    if (request.body().length > LARGEST_PHOTO) {
      return Reply.outlook(413, "ErrorContentTooLarge", "The photo is larger than 4 MB.");
    }
    if (request.body().length == 0) {
      return Reply.outlook(400, "ErrorInvalidImage", "The photo has no content.");
    }
    mailbox.photo(contact.immutableId, request.body());
    return Reply.empty(200);
  }

  /** Also by the default folder, which no list shows. */
  private static boolean isTaken(SandboxMailbox mailbox, @Nullable String parentId, String name) {
    List<SandboxFolder> siblings = new ArrayList<>(mailbox.foldersBelow(parentId));
    if (parentId == null) {
      siblings.add(Objects.requireNonNull(mailbox.findFolder(mailbox.defaultFolder())));
    }
    return siblings.stream().anyMatch(folder -> folder.name().equalsIgnoreCase(name));
  }

  private static Reply newFolder(
      SandboxMailbox mailbox, @Nullable String parentId, Request request) {
    String name = name(request);
    if (name.isBlank()) {
      return Reply.outlook(400, "ErrorInvalidArgument", "displayName is missing.");
    }
    if (isTaken(mailbox, parentId, name)) {
      return Reply.outlook(
          409, "ErrorFolderExists", "A folder with the specified name already exists.");
    }
    SandboxFolder made = mailbox.findFolder(mailbox.addFolder(parentId, name));
    return made == null
        ? OutlookReplies.folderNotFound()
        : Reply.json(201, ContactReads.rendered(made));
  }

  private static String name(Request request) {
    try {
      Object name = Reply.JSON.readValue(request.body(), Map.class).get("displayName");
      return name instanceof String text ? text : "";
    } catch (JacksonException e) {
      return "";
    }
  }

  private static Reply deleteFolder(SandboxMailbox mailbox, SandboxFolder folder) {
    if (folder.isDefault()) {
      return Reply.outlook(
          403, "ErrorDeleteDistinguishedFolder", "Distinguished folders cannot be deleted.");
    }
    mailbox.deleteFolder(folder.id());
    return Reply.empty(204);
  }
}
