package io.rollcall.contacts;

import io.rollcall.graph.GraphMailbox;
import io.rollcall.kernel.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which mailboxes a run looks after, of those that a tenant has now.
 *
 * @param tasks by address
 * @param problems what was chosen and is not there
 */
record Discovery(List<MailboxTask> tasks, List<Problem> problems) {

  Discovery {
    tasks = List.copyOf(tasks);
    problems = List.copyOf(problems);
  }

  /**
   * Decides.
   *
   * @param found all mailboxes of the tenant, in any order
   * @param chosen what a person chose; empty for all of the job's
   */
  static Discovery of(
      String organization,
      List<GraphMailbox> found,
      MailboxSelection selection,
      List<Chosen> chosen) {
    List<GraphMailbox> ofJob =
        found.stream()
            .filter(mailbox -> selection.has(mailbox.address()))
            .sorted(Comparator.comparing(GraphMailbox::address).thenComparing(GraphMailbox::id))
            .toList();
    if (chosen.isEmpty()) {
      return new Discovery(
          ofJob.stream().map(mailbox -> new MailboxTask(mailbox, List.of())).toList(), List.of());
    }
    List<MailboxTask> tasks = new ArrayList<>();
    for (GraphMailbox mailbox : ofJob) {
      List<Chosen> ofMailbox = chosen.stream().filter(one -> one.means(mailbox)).toList();
      if (!ofMailbox.isEmpty()) {
        boolean whole = ofMailbox.stream().anyMatch(one -> one.place() == null);
        tasks.add(new MailboxTask(mailbox, whole ? List.of() : ofMailbox));
      }
    }
    List<Problem> missing =
        chosen.stream()
            .filter(one -> ofJob.stream().noneMatch(one::means))
            .map(one -> missing(organization, one, found))
            .toList();
    return new Discovery(tasks, missing);
  }

  private static Problem missing(String organization, Chosen one, List<GraphMailbox> found) {
    boolean there = found.stream().anyMatch(one::means);
    return new Problem(
        Problem.Kind.SKIPPED,
        organization,
        one.mailbox(),
        there
            ? "the mailbox is there, but the job does not take it: see mailboxes in its definition"
            : "there is no such mailbox",
        there ? "change mailboxes in the job's file" : "check the address");
  }
}
