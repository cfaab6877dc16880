package io.rollcall.directorysync;

import io.rollcall.directorysync.Positions.Position;
import io.rollcall.directorysync.Positions.Why;
import io.rollcall.directorysync.WorkingRows.Named;
import io.rollcall.entra.CloudException;
import io.rollcall.entra.CloudUsage;
import io.rollcall.graph.Delta;
import io.rollcall.graph.DeltaItem;
import io.rollcall.graph.DeltaPage;
import io.rollcall.graph.DeltaPosition;
import io.rollcall.graph.FullReadNeeded;
import io.rollcall.graph.GraphDirectory;
import io.rollcall.graph.GraphException;
import io.rollcall.graph.GraphGroup;
import io.rollcall.graph.GraphUser;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Tally;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Reads a directory into a plan's working rows, one transaction for each page. An interrupted
 * reading begins anew: what it left is thrown away.
 */
final class DirectoryReading implements Tasklet {
  /** A directory that forgets its position while it is read whole is not read a fourth time. */
  private static final int FULL_READS = 3;

  /** An answer to a question that the server has no answer for, however often it is asked. */
  private static final Set<Integer> NOT_UNDERSTOOD = Set.of(400, 404, 501);

  /** Where problems of this part of the reading are filed. */
  private static final String LOOK_UP = "look up";

  private final DirectoryParts parts;
  private final RunContext context;
  private final DirectorySyncDefinition definition;
  private final Organization organization;
  private final Plan plan;
  private final String scopeHash;
  private final Clock clock;

  private long pages;

  DirectoryReading(
      DirectoryParts parts,
      RunContext context,
      DirectorySyncDefinition definition,
      Organization organization,
      Plan plan,
      String scopeHash,
      Clock clock) {
    this.parts = parts;
    this.context = context;
    this.definition = definition;
    this.organization = organization;
    this.plan = plan;
    this.scopeHash = scopeHash;
    this.clock = clock;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext chunk)
      throws JobInterruptedException {
    try (GraphDirectory directory = parts.open(definition, organization, context.run().id())) {
      if (!context.run().only().isEmpty()) {
        chosen(directory);
      } else {
        round(directory);
      }
      return RepeatStatus.FINISHED;
    } catch (Stop e) {
      throw new JobInterruptedException("reading " + organization.key() + " was stopped");
    } catch (CloudException e) {
      throw parts.stopped(context.run().id(), organization, e);
    }
  }

  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  // a round

  private record Links(String users, String groups) {}

  private void round(GraphDirectory directory) {
    Optional<Position> saved = parts.positions().of(organization.id());
    Why why = why(saved);
    Links links = null;
    if (why == Why.DELTA) {
      Position position = saved.orElseThrow();
      try {
        begin(why);
        links =
            rounds(
                directory,
                DeltaPosition.at(position.usersLink()),
                DeltaPosition.at(position.groupsLink()),
                false);
        lookUp(directory);
      } catch (FullReadNeeded e) {
        why = Why.LOST;
        links = null;
      }
    }
    for (int attempt = 1; links == null; attempt++) {
      try {
        begin(why);
        links = rounds(directory, DeltaPosition.fresh(), DeltaPosition.fresh(), true);
      } catch (FullReadNeeded e) {
        if (attempt == FULL_READS) {
          throw e;
        }
        why = Why.LOST;
      }
    }
    end(directory.usage(), why, links);
  }

  private Why why(Optional<Position> saved) {
    if (saved.isEmpty()) {
      return Why.FIRST;
    }
    if (!saved.get().scopeHash().equals(scopeHash)) {
      return Why.SCOPE;
    }
    boolean old =
        saved.get().fullAt().plus(definition.fullReconciliation()).isBefore(clock.instant());
    return old ? Why.AGE : Why.DELTA;
  }

  private void begin(Why why) {
    parts.rereading().begin(context, organization, plan);
    write(
        () -> {
          parts.positions().begin(plan.id(), why, scopeHash);
          parts.problems().clear(context.run().id(), LOOK_UP, organization.key());
        });
  }

  private Links rounds(
      GraphDirectory directory, DeltaPosition users, DeltaPosition groups, boolean whole) {
    String usersLink = directory.users().round(users, page -> users(page, whole));
    String groupsLink = directory.groups().round(groups, page -> groups(page, whole));
    return new Links(usersLink, groupsLink);
  }

  private void users(DeltaPage<GraphUser> page, boolean whole) {
    List<Observed> observed =
        page.items().stream().map(item -> Observed.user(item, whole)).toList();
    write(() -> parts.working().merge(plan.id(), Kind.USER, observed));
  }

  private void groups(DeltaPage<GraphGroup> page, boolean whole) {
    List<Observed> observed = new ArrayList<>();
    List<Named> members = new ArrayList<>();
    Set<String> gone = new LinkedHashSet<>();
    for (DeltaItem<GraphGroup> item : page.items()) {
      observed.add(Observed.list(item, whole));
      if (item instanceof DeltaItem.Present<GraphGroup> present) {
        GraphGroup group = present.object();
        group.formerMembers().forEach(one -> members.add(new Named(item.id(), one, false)));
        group.members().forEach(one -> members.add(new Named(item.id(), one, true)));
      } else {
        gone.add(item.id());
        members.removeIf(named -> named.listId().equals(item.id()));
      }
    }
    write(
        () -> {
          parts.working().merge(plan.id(), Kind.LIST, observed);
          parts.working().forgetMembers(plan.id(), gone);
          parts.working().mergeMembers(plan.id(), members);
        });
  }

  /**
   * What a delta says of an object that the panel has no live row of may be only a part of it: the
   * object is read whole. So is what an earlier plan could not write.
   */
  private void lookUp(GraphDirectory directory) {
    Map<Kind, Collection<String>> wanted = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      Set<String> ids = new LinkedHashSet<>(parts.positions().again(organization.id(), kind));
      ids.addAll(parts.working().withoutGround(plan.id(), kind, organization.id()));
      wanted.put(kind, ids);
    }
    lookUp(directory, wanted);
    lookUpHolders(directory);
  }

  /**
   * Graph may tell who gained an address a round before it tells who lost it. The holder that the
   * panel knows is read as it is now, and what it gained may have a holder again.
   */
  private void lookUpHolders(GraphDirectory directory) {
    Holders holders = new Holders(parts, organization, plan);
    for (var wanted = holders.unread(); !wanted.isEmpty(); wanted = holders.unread()) {
      lookUp(directory, wanted);
    }
  }

  private void lookUp(GraphDirectory directory, Map<Kind, Collection<String>> wanted) {
    lookUp(
        directory.users(),
        Kind.USER,
        wanted.getOrDefault(Kind.USER, Set.of()),
        page -> users(page, true));
    lookUp(
        directory.groups(),
        Kind.LIST,
        wanted.getOrDefault(Kind.LIST, Set.of()),
        page -> groups(page, true));
  }

  private <T> void lookUp(
      Delta<T> delta, Kind kind, Collection<String> wanted, Consumer<DeltaPage<T>> pages) {
    List<String> all = List.copyOf(wanted);
    try {
      for (int from = 0; from < all.size(); from += DeltaPosition.MOST_IDS) {
        List<String> some = all.subList(from, Math.min(all.size(), from + DeltaPosition.MOST_IDS));
        // A filter may be ignored without a word: then all objects come.
        delta.round(DeltaPosition.of(some), page -> pages.accept(page.of(Set.copyOf(some))));
      }
    } catch (GraphException e) {
      if (!NOT_UNDERSTOOD.contains(e.status())) {
        throw e;
      }
      notLookedUp(kind, all.size());
    }
  }

  private void notLookedUp(Kind kind, int number) {
    Problem notice =
        new Problem(
            Problem.Kind.NOTICE,
            organization.key(),
            kind.limit(),
            "%s could not be read one by one; they are taken as the list of changes tells them"
                .formatted(Plural.of(number, "object")),
            "nothing: the next full read compares all of them");
    write(
        () -> {
          List<String> unwritten = parts.positions().again(organization.id(), kind);
          parts.positions().again(organization.id(), plan.id(), kind, unwritten);
          parts.problems().add(context.run().id(), LOOK_UP, List.of(notice));
        });
  }

  private void end(CloudUsage usage, Why why, Links links) {
    long users = parts.working().present(plan.id(), Kind.USER);
    long groups = parts.working().present(plan.id(), Kind.LIST);
    Tally tally = new Tally();
    tally.note("users", users);
    tally.note("groups", groups);
    note(tally, usage);
    write(
        () -> {
          parts.positions().keep(plan.id(), links.users(), links.groups());
          parts.plans().progress(plan.id(), users + groups, 0, tally);
          parts.plans().readDone(plan.id(), null, why.full());
        });
  }

  private static void note(Tally tally, CloudUsage usage) {
    tally.note("requests", usage.requests());
    tally.note("units", usage.units());
    tally.note("repeated", usage.repeated());
  }

  // chosen users

  private void chosen(GraphDirectory directory) {
    begin(Why.CHOSEN);
    List<Observed> found = new ArrayList<>();
    List<Problem> missing = new ArrayList<>();
    for (String item : context.run().only()) {
      List<GraphUser> users = chosen(directory, item.strip());
      users.forEach(
          user ->
              found.add(
                  Observed.of(
                      Kind.USER, user.id(), true, user.fields(), field -> field.graphName())));
      if (users.isEmpty()) {
        missing.add(
            new Problem(
                Problem.Kind.SKIPPED,
                organization.key(),
                item,
                "the directory has no user with this address or id",
                "check the spelling; a user who was made minutes ago may not be found yet"));
      }
    }
    Tally tally = new Tally();
    tally.note("users", found.size());
    note(tally, directory.usage());
    write(
        () -> {
          parts.working().merge(plan.id(), Kind.USER, found);
          parts.plans().progress(plan.id(), found.size(), 0, tally);
          parts.plans().readDone(plan.id(), null, false);
          parts.problems().clear(context.run().id(), "only", organization.key());
          parts.problems().add(context.run().id(), "only", missing);
        });
  }

  private static List<GraphUser> chosen(GraphDirectory directory, String item) {
    return item.contains("@")
        ? directory.usersByAddress(item)
        : List.copyOf(directory.usersById(List.of(item)).values());
  }

  /** A page twice is the same as once, so a lost connection is no reason to read all again. */
  private void write(Runnable work) {
    if (parts.wishes().wanted(context.run().id())) {
      throw new Stop();
    }
    parts
        .retry()
        .ownTransaction(
            () ->
                parts
                    .transaction()
                    .executeWithoutResult(
                        status -> {
                          context.guard().requireLease(organization);
                          work.run();
                        }));
    pages++;
    context.progress().at("reading " + organization.key(), pages, 0);
  }
}
