package io.rollcall.contacts;

import io.rollcall.graph.GraphMailbox;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person chose for an urgent backup: {@code anna@acme.test}, one of its folders {@code
 * anna@acme.test/Contacts/Clients}, or a contact in it {@code anna@acme.test/Contacts/Clients/17}.
 *
 * @param mailbox an address, or Graph's id of the user
 * @param place what follows the mailbox: a folder, or a folder and a contact; null for all folders
 * @param text as it was typed
 */
record Chosen(String mailbox, @Nullable String place, String text) {
  /** A slash in a folder's name has a backslash before it. */
  private static final Pattern CONTACT = Pattern.compile("(.+)(?<!\\\\)/(\\d{1,9})");

  /**
   * A contact in a folder.
   *
   * @param number as {@code contacts list} shows it
   */
  record InFolder(String folder, long number) {}

  /**
   * Reads it.
   *
   * @throws RollcallException when it is none of the three forms
   */
  static Chosen of(String text) {
    String[] parts = text.strip().split("/", 2);
    if (parts[0].isBlank() || (parts.length > 1 && parts[1].isBlank())) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "--only '%s' is no mailbox, folder or contact".formatted(text),
          "type MAILBOX, MAILBOX/FOLDER or MAILBOX/FOLDER/CONTACT: an address, a folder's path,"
              + " name or number, a contact's number");
    }
    return new Chosen(parts[0], parts.length > 1 ? parts[1] : null, text.strip());
  }

  boolean means(GraphMailbox found) {
    return mailbox.equals(found.id())
        || mailbox.toLowerCase(Locale.ROOT).equals(found.address().toLowerCase(Locale.ROOT));
  }

  /** The contact that is meant, unless the last number is a folder's name. */
  Optional<InFolder> contact() {
    Matcher matcher = CONTACT.matcher(place == null ? "" : place);
    return matcher.matches()
        ? Optional.of(new InFolder(matcher.group(1), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }
}
