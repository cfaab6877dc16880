package io.rollcall.cli;

import io.rollcall.contacts.ContactsBackupDefinition;
import io.rollcall.contacts.retention.Pruning;
import io.rollcall.contacts.store.ContactStore;
import io.rollcall.contacts.store.Deletion;
import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.StoredContact;
import io.rollcall.definitions.JobDefinition;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.graph.ContactField;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.operations.Audit;
import io.rollcall.operations.Organizations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    description = {
      "Drops snapshots that no rule keeps, and removes from the tables what was deleted or dropped"
          + " long enough ago.",
      "What is dropped can be undeleted for a while. A snapshot that holds the last copy of a"
          + " contact stays, unless --force says otherwise. To drop something the deletion password"
          + " is asked for; to remove what is due it is not. --preview names what would go."
    })
@Ends(
    with = {
      ExitCode.DONE,
      ExitCode.FAILED,
      ExitCode.DONE_WITH_PROBLEMS,
      ExitCode.ALREADY_RUNNING,
      ExitCode.REFUSED,
      ExitCode.NOT_FOUND
    },
    example = "contacts prune --preview --keep-daily 14")
final class ContactsPrune implements Callable<Integer> {
  private final Session session;
  private final List<String> busy = new ArrayList<>();
  @Mixin JsonOption json = new JsonOption();
  @Mixin RetentionOptions retention = new RetentionOptions();
  @Mixin DeletionGate gate = new DeletionGate();

  @Parameters(
      arity = "0..*",
      paramLabel = "MAILBOX",
      description = MailboxWords.MAILBOX + " Can be several. Default: all.")
  List<String> mailboxes = List.of();

  @Option(names = "--preview", description = "Only say what would go.")
  boolean preview;

  @Option(
      names = "--job",
      paramLabel = "JOB",
      description =
          "With --preview: what the rules of this job's file would drop of its organizations'"
              + " mailboxes. `run JOB --prune` does it.")
  @Nullable String job;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--force", description = "Last copies too.")
  boolean force;

  @Option(
      names = "--purge-after",
      paramLabel = "TIME",
      description = "How long what is dropped can be undeleted. Default: 7d.")
  Duration purgeAfter = Duration.ofDays(7);

  ContactsPrune(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    retention.policy();
    requireJobAlone();
    session.useCommandName("rollcall contacts prune");
    try (Program program = session.open()) {
      ContactStore store = program.bean(ContactStore.class);
      Pruning pruning = program.bean(Pruning.class);
      List<Pruning.Preview> previews =
          job == null ? byOptions(store, pruning) : byJob(program, store, pruning, job);
      if (!json.json) {
        previews.forEach(one -> say(store, one));
      }
      long purged = 0;
      if (!preview) {
        // By rules that anybody can type: else they would be a way around the password.
        if (previews.stream().anyMatch(one -> !one.dropped().isEmpty())) {
          gate.pass(program, "contacts prune", Plural.of(previews.size(), "mailbox", "mailboxes"));
        }
        previews = previews.stream().map(one -> apply(program, pruning, one)).toList();
        purged = purge(program, store);
      }
      print(previews, purged);
      return (busy.isEmpty() ? ExitCode.DONE : ExitCode.DONE_WITH_PROBLEMS).code();
    }
  }

  /** The job's file says all that the other options say. */
  private void requireJobAlone() {
    boolean rules =
        spec.commandLine() != null
            && spec.commandLine().getParseResult().matchedOptions().stream()
                .anyMatch(
                    option ->
                        option.longestName().startsWith("--keep")
                            || option.longestName().equals("--zone"));
    if (job != null && (!preview || force || rules || !mailboxes.isEmpty())) {
      throw Session.wrongUse(
          "--job previews what the job's file says: it goes with --preview, and with no mailboxes"
              + " and rules",
          "scripts/rollcall run %s --prune does what the file says".formatted(job));
    }
  }

  private List<Pruning.Preview> byOptions(ContactStore store, Pruning pruning) {
    List<Mailbox> chosen =
        mailboxes.isEmpty()
            ? store.mailboxes(null)
            : mailboxes.stream().map(words -> MailboxWords.mailbox(store, words)).toList();
    return chosen.stream()
        .map(one -> pruning.preview(one, retention.policy(), retention.zone, force))
        .toList();
  }

  private static List<Pruning.Preview> byJob(
      Program program, ContactStore store, Pruning pruning, String job) {
    JobDefinition named = program.bean(JobDefinitions.class).get(job);
    JobFamily family = program.family(named.family());
    family.require(Run.Kind.PRUNE, job);
    ContactsBackupDefinition definition = (ContactsBackupDefinition) named.definition();
    return program.bean(Organizations.class).in(definition.organizations(), family).stream()
        .flatMap(organization -> store.mailboxes(organization.key()).stream())
        .map(
            one ->
                pruning.preview(
                    one,
                    definition.retention().policy(),
                    definition.schedules().prune().zone(),
                    false))
        .toList();
  }

  /** What became of it: less than was shown when others deleted while the password was typed. */
  private Pruning.Preview apply(Program program, Pruning pruning, Pruning.Preview shown) {
    Mailbox mailbox = shown.mailbox();
    List<Pruning.Preview> done = new ArrayList<>();
    boolean free =
        unlessBusy(
            () ->
                done.add(
                    pruning.apply(
                        shown,
                        () -> pruning.preview(mailbox, retention.policy(), retention.zone, force),
                        Session.user(),
                        purgeAfter,
                        () -> LeavingWords.requireNoWriter(program, mailbox),
                        deletion -> record(program, "contacts-prune", deletion))));
    if (!free) {
      return shown.dropping(new TreeSet<>());
    }
    Pruning.Preview one = done.get(0);
    SortedSet<Long> stays = new TreeSet<>(shown.dropped());
    stays.removeAll(one.dropped());
    if (!stays.isEmpty()) {
      session.note(
          "%s: %s not dropped: something else was deleted or brought back meanwhile"
              .formatted(mailbox.address(), stays));
    }
    return one;
  }

  private long purge(Program program, ContactStore store) {
    return store.deletions().due().stream()
        .filter(
            deletion ->
                unlessBusy(
                    () -> {
                      Mailbox mailbox =
                          MailboxWords.mailbox(store, String.valueOf(deletion.mailbox()));
                      store
                          .deletions()
                          .purge(
                              deletion,
                              () -> LeavingWords.requireNoWriter(program, mailbox),
                              () -> record(program, "contacts-purge", deletion));
                      return true;
                    }))
        .count();
  }

  /** A mailbox that is being backed up is left for the next time. */
  private boolean unlessBusy(Supplier<Boolean> work) {
    try {
      return work.get();
    } catch (RollcallException e) {
      if (e.exitCode() != ExitCode.ALREADY_RUNNING) {
        throw e;
      }
      busy.add(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private static void record(Program program, String action, Deletion deletion) {
    program
        .bean(Audit.class)
        .record(Session.user(), action, deletion.words(), "deletion " + deletion.id());
  }

  private void say(ContactStore store, Pruning.Preview one) {
    if (one.dropped().isEmpty() && one.spared().isEmpty()) {
      return;
    }
    session.say(
        "%s: %s kept%s; %s"
            .formatted(
                one.mailbox().address(),
                Plural.of(one.kept().size(), "snapshot"),
                one.spared().isEmpty()
                    ? ""
                    : ", and %s for last copies and restores".formatted(one.spared()),
                one.dropped().isEmpty() ? "nothing to drop" : "to drop: " + one.dropped()));
    one.lastCopies()
        .forEach(
            (item, seq) ->
                session.say(
                    "  last copy%s: contact %d, %s, in snapshot %d"
                        .formatted(
                            force ? " to drop" : "", item, name(store, one, item, seq), seq)));
  }

  private static String name(ContactStore store, Pruning.Preview one, long item, long seq) {
    return store
        .at(one.mailbox(), seq)
        .contact(item)
        .map(StoredContact::card)
        .map(card -> card.text(ContactField.DISPLAY_NAME))
        .filter(name -> !name.isEmpty())
        .orElse("without a name");
  }

  private void print(List<Pruning.Preview> previews, long purged) {
    busy.forEach(message -> session.note("left for the next time: " + message));
    if (json.json) {
      session.print(previews.stream().map(LeavingViews.PruneView::of).toList());
      return;
    }
    long dropped = previews.stream().mapToLong(one -> one.dropped().size()).sum();
    session.say(
        preview
            ? "would drop %s".formatted(Plural.of(dropped, "snapshot"))
            : "dropped %s; removed %s from the tables"
                .formatted(Plural.of(dropped, "snapshot"), Plural.of(purged, "earlier deletion")));
  }
}
