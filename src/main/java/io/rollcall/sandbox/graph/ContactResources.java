package io.rollcall.sandbox.graph;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The addresses below a user that lead to contact folders and contacts. */
record ContactResources(
    SandboxMailboxes mailboxes,
    ContactRounds rounds,
    ContactReads reads,
    ContactWrites writes,
    AtomicLong asked) {

  /**
   * @param userId of a user who has a mailbox
   */
  Reply answer(String userId, Request request) {
    SandboxMailbox mailbox = mailboxes.of(userId);
    ContactPath path = ContactPath.of(request);
    if (!request.method().equals("GET")) {
      return writes.answer(mailbox, path, request);
    }
    return path.kind() == ContactPath.Kind.DELTA
        ? begin(mailbox, path, request)
        : reads.answer(mailbox, path, request);
  }

  /** Why a mailbox does not answer at all; null when it does. */
  @Nullable Reply refusal(String userId, Request request) {
    return mailboxes
        .find(userId)
        .map(SandboxMailbox::condition)
        .orElse(mailboxes.knows(userId) ? MailboxCondition.NONE : MailboxCondition.INVALID_USER)
        .refusal(adds(request), asked.incrementAndGet() % 2 == 0);
  }

  private static boolean adds(Request request) {
    return !request.method().equals("GET") && !request.method().equals("DELETE");
  }

  Reply follow(Object position) {
    if (position instanceof ContactRounds.PagePosition page) {
      return rounds.page(mailboxes.of(page.round().start().userId()), page);
    }
    if (position instanceof ContactRounds.RoundStart start) {
      SandboxMailbox mailbox = mailboxes.of(start.userId());
      return mailbox.findFolder(start.folderId()) == null
          ? OutlookReplies.folderNotFound()
          : rounds.begin(mailbox, start);
    }
    return reads.page((ContactReads.ListPosition) position);
  }

  private Reply begin(SandboxMailbox mailbox, ContactPath path, Request request) {
    SandboxFolder folder = path.folder(mailbox);
    if (folder == null) {
      return OutlookReplies.folderNotFound();
    }
    return request.query().containsKey("$top") || request.query().containsKey("$expand")
        ? OutlookReplies.badQuery()
        : rounds.begin(mailbox, ContactRounds.RoundStart.first(mailbox, folder, request));
  }
}
