package io.rollcall.sandbox.graph;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mailbox with its history, as it lies in a file. */
record StoredMailbox(
    String userId,
    String rootId,
    String defaultId,
    MailboxCondition condition,
    List<SandboxFolder> folders,
    List<Contact> contacts,
    List<SandboxMailbox.Departure> departures) {

  record Contact(
      String immutableId,
      String mutableId,
      String folderId,
      Map<String, @Nullable Object> values,
      Map<String, String> extended,
      byte @Nullable [] photo,
      Instant created,
      Instant modified,
      long touched,
      long arrived,
      boolean corrupt) {

    static Contact of(SandboxContact contact) {
      return new Contact(
          contact.immutableId,
          contact.mutableId,
          contact.folderId,
          new LinkedHashMap<>(contact.values),
          new LinkedHashMap<>(contact.extended),
          contact.photo,
          contact.created,
          contact.modified,
          contact.touched,
          contact.arrived,
          contact.corrupt);
    }

    SandboxContact contact() {
      SandboxContact contact = new SandboxContact(immutableId, mutableId, folderId, created);
      contact.values.putAll(values);
      contact.extended.putAll(extended);
      contact.photo = photo;
      contact.modified = modified;
      contact.touched = touched;
      contact.arrived = arrived;
      contact.corrupt = corrupt;
      return contact;
    }
  }
}
