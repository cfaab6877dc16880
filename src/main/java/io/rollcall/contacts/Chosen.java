package io.rollcall.contacts;

import io.rollcall.graph.GraphMailbox;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person chose for an urgent backup: {@code anna@acme.test}, one of its folders {@code
 * anna@acme.test/Clients}, or a contact in it {@code anna@acme.test/Clients/17}.
 *
 * @param mailbox an address, or Graph's id of the user
 * @param folder the folder's name, or its number; null for all folders
 * @param contact the contact's number, as {@code contacts list} shows it; null for all contacts
 * @param text as it was typed
 */
record Chosen(String mailbox, @Nullable String folder, @Nullable Long contact, String text) {

  /**
   * Reads it.
   *
   * @throws RollcallException when it is none of the three forms
   */
  static Chosen of(String text) {
    String[] parts = text.strip().split("/", 3);
    if (parts[0].isBlank()
        || (parts.length > 1 && parts[1].isBlank())
        || (parts.length > 2 && !parts[2].matches("\\d{1,9}"))) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "--only '%s' is no mailbox, folder or contact".formatted(text),
          "type MAILBOX, MAILBOX/FOLDER or MAILBOX/FOLDER/CONTACT: an address, a folder's name or"
              + " number, a contact's number");
    }
    return new Chosen(
        parts[0],
        parts.length > 1 ? parts[1] : null,
        parts.length > 2 ? Long.valueOf(parts[2]) : null,
        text.strip());
  }

  boolean means(GraphMailbox found) {
    return mailbox.equals(found.id())
        || mailbox.toLowerCase(Locale.ROOT).equals(found.address().toLowerCase(Locale.ROOT));
  }
}
