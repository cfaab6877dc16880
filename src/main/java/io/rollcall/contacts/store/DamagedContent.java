package io.rollcall.contacts.store;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;

/**
 * Something stored is not what was stored: it does not authenticate in its place. Names the place,
 * never the content.
 */
public final class DamagedContent extends RollcallException {
  private static final long serialVersionUID = 1L;

  private DamagedContent(String what) {
    super(
        ExitCode.FAILED,
        what + " is damaged in the database: it is not what was stored",
        "restore that row from a backup of the database; other contacts can be read as before");
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
        "mailbox %d, contact %d, version of snapshot %d".formatted(mailbox, item, seq));
  }

  static DamagedContent ofPhoto(long mailbox, long photo) {
    return new DamagedContent("mailbox %d, photo %d".formatted(mailbox, photo));
  }
}
