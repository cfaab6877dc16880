package io.rollcall.contacts.store;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.util.OptionalLong;

/**
 * Something stored is not what was stored: it does not authenticate in its place. Names the place,
 * never the content.
 */
public final class DamagedContent extends RollcallException {
  private static final long serialVersionUID = 1L;

  private final long contact;

  private DamagedContent(String what) {
    this(what, 0);
  }

  private DamagedContent(String what, long contact) {
    super(
        ExitCode.FAILED,
        what + " is damaged in the database: it is not what was stored",
        "restore that row from a backup of the database; other contacts can be read as before");
    this.contact = contact;
  }

  /** The number of the contact that it is; empty when it is something else. */
  public OptionalLong contact() {
    return contact == 0 ? OptionalLong.empty() : OptionalLong.of(contact);
  }

  static DamagedContent ofKey() {
    return new DamagedContent("the wrapped data key in contacts_key");
  }

  static DamagedContent ofMailbox(long mailbox) {
    return new DamagedContent("the identity of mailbox %d".formatted(mailbox));
  }

  static DamagedContent ofLinks(long mailbox) {
    return new DamagedContent("the delta links of mailbox %d".formatted(mailbox));
  }

  static DamagedContent ofFolder(long mailbox, long folder, long seq) {
    return new DamagedContent(
        "mailbox %d, folder %d, version of snapshot %d".formatted(mailbox, folder, seq));
  }

  static DamagedContent ofContact(long mailbox, long item, long seq) {
    return new DamagedContent(
        "mailbox %d, contact %d, version of snapshot %d".formatted(mailbox, item, seq), item);
  }

  static DamagedContent ofPhoto(long mailbox, long photo) {
    return new DamagedContent("mailbox %d, photo %d".formatted(mailbox, photo));
  }
}
