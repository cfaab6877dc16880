package io.rollcall.directorysync;

import io.rollcall.directorysync.MembersChange.Member;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Finds what follows when all objects are known: users and lists that a full read did not find,
 * then the members that come and go. One page for each transaction.
 */
final class MissingTasklet implements Tasklet {
  // Keys of the step's execution context are persistent.
  private static final String PHASE = "phase";
  private static final String AFTER = "after";
  private static final String AFTER_MEMBER = "afterMember";

  /** So that a chunk of lines is no more than some ten thousand rows. */
  private static final int MEMBERS_IN_A_LINE = 50;

  private final DirectoryParts parts;
  private final MemberDiff memberDiff;
  private final RunContext context;
  private final Organization organization;
  private final Plan plan;
  private final int pageSize;
  private final Tally tally;
  private long lastSeq;

  MissingTasklet(
      DirectoryParts parts,
      MemberDiff memberDiff,
      RunContext context,
      Organization organization,
      Plan plan,
      int pageSize) {
    this.parts = parts;
    this.memberDiff = memberDiff;
    this.context = context;
    this.organization = organization;
    this.plan = plan;
    this.pageSize = pageSize;
    this.tally = plan.tally().copy();
    this.lastSeq = plan.lastSeq();
  }

  /** In this order. */
  private enum Phase {
    USERS,
    LISTS,
    NEW_MEMBERS,
    FORMER_MEMBERS
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
    if (!context.run().only().isEmpty()) {
      return RepeatStatus.FINISHED;
    }
    context.guard().requireLease(organization);
    ExecutionContext position = chunk.getStepContext().getStepExecution().getExecutionContext();
    int number = position.getInt(PHASE, 0);
    if (number == Phase.values().length) {
      return RepeatStatus.FINISHED;
    }
    Phase phase = Phase.values()[number];
    String after = position.getString(AFTER, "");
    String afterMember = position.getString(AFTER_MEMBER, "");
    MemberDiff.Place next =
        switch (phase) {
          case USERS -> missing(Kind.USER, after);
          case LISTS -> missing(Kind.LIST, after);
          case NEW_MEMBERS -> members(true, after, afterMember);
          case FORMER_MEMBERS -> members(false, after, afterMember);
        };
    position.putInt(PHASE, next == null ? number + 1 : number);
    position.putString(AFTER, next == null ? "" : next.listId());
    position.putString(AFTER_MEMBER, next == null ? "" : next.memberId());
    context.progress().at("looking for what is gone from " + organization.key(), 0, 0);
    return RepeatStatus.CONTINUABLE;
  }

  private void put(List<ChangeRow> lines) {
    List<ChangeRow> rows = new ArrayList<>();
    for (ChangeRow row : lines) {
      rows.add(row.at(++lastSeq));
    }
    parts.changes().put(plan.id(), rows);
    parts.plans().progress(plan.id(), plan.recordsRead(), lastSeq, tally);
  }

  // what a full read did not find

  private MemberDiff.@Nullable Place missing(Kind kind, String after) {
    if (!plan.complete()) {
      return null;
    }
    List<String> live = parts.panel().live(organization.id(), kind, after, pageSize);
    if (live.isEmpty()) {
      return null;
    }
    Set<String> missing = new LinkedHashSet<>(live);
    // What the reading told of as gone has its line already.
    missing.removeAll(parts.working().find(plan.id(), kind, live).keySet());
    List<ChangeRow> lines = new ArrayList<>();
    parts.panel().find(organization.id(), kind, missing).values().stream()
        .map(PanelDirectory.Row::entry)
        .sorted(Comparator.comparing(Entry::id))
        .forEach(
            entry -> {
              EntryChange change =
                  new EntryChange(kind, entry.id(), entry, null, Scope.Left.MISSING.key(), false);
              Comparison.count(change, tally);
              lines.add(Payload.row(change, entry.label()));
            });
    put(lines);
    return new MemberDiff.Place(live.get(live.size() - 1), "");
  }

  // members

  private MemberDiff.@Nullable Place members(boolean come, String afterList, String afterMember) {
    MemberDiff.Place after = new MemberDiff.Place(afterList, afterMember);
    List<MemberDiff.Found> page =
        come
            ? memberDiff.come(plan.id(), organization.id(), after, pageSize)
            : memberDiff.gone(plan.id(), organization.id(), after, pageSize, plan.complete());
    if (page.isEmpty()) {
      return null;
    }
    Map<String, String> labels = labels(page);
    Set<String> newLists = newLists(page);
    Map<String, List<Member>> byList = new LinkedHashMap<>();
    for (MemberDiff.Found found : page) {
      Member member =
          new Member(
              found.memberId(),
              found.operation(),
              found.kind(),
              found.kindBefore(),
              labels.getOrDefault(found.memberId(), found.memberId()),
              found.returns());
      byList.computeIfAbsent(found.listId(), list -> new ArrayList<>()).add(member);
      tally.change("members", found.operation(), 1);
    }
    List<ChangeRow> lines = new ArrayList<>();
    byList.forEach(
        (list, members) -> {
          for (int from = 0; from < members.size(); from += MEMBERS_IN_A_LINE) {
            int to = Math.min(members.size(), from + MEMBERS_IN_A_LINE);
            lines.add(
                Payload.row(
                    new MembersChange(
                        list,
                        labels.getOrDefault(list, list),
                        newLists.contains(list),
                        members.subList(from, to))));
          }
        });
    put(lines);
    MemberDiff.Found last = page.get(page.size() - 1);
    return new MemberDiff.Place(last.listId(), last.memberId());
  }

  private Map<String, String> labels(List<MemberDiff.Found> page) {
    Set<String> ids = new HashSet<>();
    page.forEach(
        found -> {
          ids.add(found.listId());
          ids.add(found.memberId());
        });
    Map<String, String> labels = new HashMap<>(parts.panel().labels(organization.id(), ids));
    parts
        .working()
        .labels(plan.id(), ids)
        .forEach(
            (id, label) -> labels.merge(id, label, (panel, now) -> now.equals(id) ? panel : now));
    return labels;
  }

  private Set<String> newLists(List<MemberDiff.Found> page) {
    Set<String> lists = new HashSet<>();
    page.forEach(found -> lists.add(found.listId()));
    Set<String> known = parts.panel().find(organization.id(), Kind.LIST, lists).keySet();
    lists.removeAll(known);
    return lists;
  }
}
