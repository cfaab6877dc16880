package io.rollcall.contacts;

import io.rollcall.contacts.store.Checked;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Proves that all that is stored of a mailbox is what was stored. Takes no lease: it only reads.
 */
final class VerifyWork implements MailboxWork {
  /** The step by which what is damaged is stored among the problems. */
  static final String PROBLEMS = "damage";

  /** When a table was overwritten, naming every row of it helps nobody. */
  private static final int NAMED = 100;

  private final UpkeepParts parts;
  private final RunContext context;
  private final Organization organization;
  private final Map<String, Mailbox> mailboxes;

  /**
   * @param mailboxes by Graph's id
   */
  VerifyWork(
      UpkeepParts parts,
      RunContext context,
      Organization organization,
      Map<String, Mailbox> mailboxes) {
    this.parts = parts;
    this.context = context;
    this.organization = organization;
    this.mailboxes = mailboxes;
  }

  @Override
  public void of(MailboxTask task) {
    Mailbox mailbox = Objects.requireNonNull(mailboxes.get(task.mailbox().id()));
    Checked checked = parts.backup().store().check(mailbox, 1, new Random());
    List<Problem> problems = problems(checked);
    long run = context.run().id();
    parts
        .backup()
        .write(
            () -> context.guard().requireLease(organization),
            () -> {
              parts.rows().checked(run, checked);
              parts.backup().problems().add(run, PROBLEMS, problems);
            });
  }

  private List<Problem> problems(Checked checked) {
    List<Problem> problems = new ArrayList<>();
    List<String> damaged = checked.damaged();
    for (String one : damaged.subList(0, Math.min(NAMED, damaged.size()))) {
      problems.add(damage(organization, checked.mailbox().address(), one));
    }
    if (damaged.size() > NAMED) {
      problems.add(
          damage(
              organization,
              checked.mailbox().address(),
              "mailbox %d: %,d more things are damaged"
                  .formatted(checked.mailbox().id(), damaged.size() - NAMED)));
    }
    return problems;
  }

  static Problem damage(Organization organization, String item, String message) {
    return new Problem(
        Problem.Kind.WARNING,
        organization.key(),
        item,
        message,
        "restore that row from a backup of the database; other contacts can be read as before");
  }
}
