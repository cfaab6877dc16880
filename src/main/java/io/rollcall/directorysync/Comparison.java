package io.rollcall.directorysync;

import io.rollcall.directorysync.Entry.Address;
import io.rollcall.directorysync.PanelDirectory.Holder;
import io.rollcall.directorysync.PanelDirectory.Row;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.KeyHash;
import io.rollcall.plan.Operation;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Tally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares a chunk of what was read with the panel. Reads only. */
final class Comparison {
  private static final int LONGEST_ID = 128;
  private static final int LONGEST_ADDRESS = 512;

  private final DirectoryParts parts;
  private final Organization organization;
  private final Plan plan;
  private final Scope scope;
  private final boolean explained;

  /**
   * @param explained a notice tells of each object what was read, why it belongs into the panel or
   *     not, what the panel has of it, and what will be done
   */
  Comparison(
      DirectoryParts parts, Organization organization, Plan plan, Scope scope, boolean explained) {
    this.parts = parts;
    this.organization = organization;
    this.plan = plan;
    this.scope = scope;
    this.explained = explained;
  }

  /**
   * What a chunk comes to.
   *
   * @param lines without their places
   * @param claims addresses that the lines give to new holders
   * @param taken lists that stay or become live in the panel
   * @param again objects that could not be compared or written whole
   */
  record Outcome(
      List<ChangeRow> lines,
      Tally tally,
      List<Problem> problems,
      Map<KeyHash, Long> claims,
      Set<String> taken,
      Map<Kind, Set<String>> again) {

    static Outcome empty() {
      return new Outcome(
          new ArrayList<>(),
          new Tally(),
          new ArrayList<>(),
          new HashMap<>(),
          new LinkedHashSet<>(),
          new EnumMap<>(Kind.class));
    }

    void readAgain(Kind kind, String id) {
      again.computeIfAbsent(kind, key -> new LinkedHashSet<>()).add(id);
    }
  }

  /** An object with what the panel holds of it and what it is now. */
  private record Pair(
      Observed observed,
      @Nullable Entry held,
      boolean known,
      @Nullable Entry now,
      Scope.@Nullable Left left) {}

  Outcome compare(Collection<? extends Observed> chunk) {
    Outcome outcome = Outcome.empty();
    List<Pair> pairs = new ArrayList<>();
    Map<Kind, Map<String, Row>> rows = rows(chunk);
    for (Observed observed : chunk) {
      Pair pair = pair(observed, rows.get(observed.kind()), outcome);
      if (pair != null) {
        pairs.add(pair);
      }
    }
    Claims claims = claims(pairs);
    pairs.forEach(pair -> line(pair, claims, outcome));
    return outcome;
  }

  private Map<Kind, Map<String, Row>> rows(Collection<? extends Observed> chunk) {
    Map<Kind, Map<String, Row>> rows = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      List<String> ids =
          chunk.stream().filter(one -> one.kind() == kind).map(Observed::id).distinct().toList();
      rows.put(kind, parts.panel().find(organization.id(), kind, ids));
    }
    return rows;
  }

  private @Nullable Pair pair(Observed observed, @Nullable Map<String, Row> rows, Outcome outcome) {
    Row row = rows == null ? null : rows.get(observed.id());
    Entry held = row == null || row.removed() ? null : row.entry();
    Pair pair = judged(observed, held, row != null);
    String tooLong = pair.now() == null ? null : tooLong(pair.now());
    if (tooLong == null) {
      return pair;
    }
    outcome.tally().note("skipped", 1);
    outcome.readAgain(observed.kind(), observed.id());
    if (held != null && observed.kind() == Kind.LIST) {
      outcome.taken().add(observed.id());
    }
    outcome
        .problems()
        .add(
            new Problem(
                Problem.Kind.SKIPPED,
                organization.key(),
                Objects.requireNonNull(pair.now()).label(),
                tooLong + " is longer than the panel can hold",
                "shorten it in the directory; the panel keeps what it has"));
    return null;
  }

  /** What an object is now, and whether it belongs into the panel. */
  private Pair judged(Observed observed, @Nullable Entry held, boolean known) {
    if (!observed.present()) {
      Object reason = observed.content().get(Observed.REASON);
      return new Pair(observed, held, known, null, Scope.Left.valueOf(String.valueOf(reason)));
    }
    Entry now = Entry.of(observed.kind(), observed.id(), observed.over(held));
    Scope.Left left = scope.leaves(now);
    return new Pair(observed, held, known, left == null ? now : null, left);
  }

  private static @Nullable String tooLong(Entry entry) {
    if (entry.id().length() > LONGEST_ID) {
      return "its id";
    }
    for (Kind.Column column : entry.kind().columns()) {
      String text = entry.fields().get(column.field());
      if (!column.flag() && text != null && text.length() > column.longest()) {
        return column.field();
      }
    }
    return entry.addresses().stream().anyMatch(one -> one.address().length() > LONGEST_ADDRESS)
        ? "an address"
        : null;
  }

  // addresses

  /** Who else has, or wants, the addresses that a chunk's objects gain. */
  private record Claims(
      Map<String, Holder> holders,
      Set<String> elsewhere,
      Map<KeyHash, Long> planned,
      Map<Holder, @Nullable Entry> holdersAfter) {}

  private Claims claims(List<Pair> pairs) {
    Set<String> gained = new LinkedHashSet<>();
    for (Pair pair : pairs) {
      gained.addAll(gained(pair));
    }
    Map<String, Holder> holders = parts.panel().holders(organization.id(), gained);
    return new Claims(
        holders,
        parts.panel().heldElsewhere(organization.id(), gained),
        parts.workingKeys().find(plan.id(), gained.stream().map(KeyHash::of).toList()),
        after(new HashSet<>(holders.values())));
  }

  private static List<String> gained(Pair pair) {
    Set<String> had = new HashSet<>();
    if (pair.held() != null) {
      pair.held().addresses().forEach(address -> had.add(address.key()));
    }
    return pair.now() == null
        ? List.of()
        : pair.now().addresses().stream()
            .map(Address::key)
            .filter(key -> !had.contains(key))
            .toList();
  }

  /** What holders of addresses will be when the plan is applied; null when they will be gone. */
  private Map<Holder, @Nullable Entry> after(Set<Holder> holders) {
    Map<Holder, @Nullable Entry> after = new HashMap<>();
    for (Kind kind : Kind.values()) {
      List<String> ids =
          holders.stream().filter(one -> one.kind() == kind).map(Holder::id).toList();
      Map<String, Row> rows = parts.panel().find(organization.id(), kind, ids);
      Map<String, Observed> observed = parts.working().find(plan.id(), kind, ids);
      for (String id : ids) {
        Row row = Objects.requireNonNull(rows.get(id));
        Observed read = observed.get(id);
        after.put(
            new Holder(kind, id),
            read == null
                ? (plan.complete() ? null : row.entry())
                : judged(read, row.removed() ? null : row.entry(), true).now());
      }
    }
    return after;
  }

  /** The addresses that an object may have, without those that somebody else has or gets. */
  private Entry withoutConflicts(Pair pair, Entry now, Claims claims, Outcome outcome) {
    Set<String> gained = new HashSet<>(gained(pair));
    long self = KeyHash.of(now.kind().key() + "/" + now.id()).high();
    List<Address> kept = new ArrayList<>();
    for (Address address : now.addresses()) {
      if (!gained.contains(address.key())) {
        kept.add(address);
        continue;
      }
      KeyHash hash = KeyHash.of(address.key());
      String other = other(address.key(), claims);
      Long planned = outcome.claims().getOrDefault(hash, claims.planned().get(hash));
      if (other == null && planned != null && planned != self) {
        other = "another object of the directory";
      }
      if (other == null) {
        kept.add(address);
        if (planned == null) {
          outcome.claims().put(hash, self);
        }
      } else {
        outcome.readAgain(now.kind(), now.id());
        outcome
            .problems()
            .add(
                new Problem(
                    Problem.Kind.CONFLICT,
                    organization.key(),
                    now.label(),
                    "the address %s is held by %s; it was left there"
                        .formatted(address.address(), other),
                    "remove it from one of the two; the next run looks again"));
      }
    }
    return kept.size() == now.addresses().size() ? now : now.withAddresses(kept);
  }

  private static @Nullable String other(String key, Claims claims) {
    if (claims.elsewhere().contains(key)) {
      return "another organization";
    }
    Holder holder = claims.holders().get(key);
    Entry after = holder == null ? null : claims.holdersAfter().get(holder);
    if (after == null || after.addresses().stream().noneMatch(one -> one.key().equals(key))) {
      return null;
    }
    return after.label();
  }

  // lines

  private void line(Pair pair, Claims claims, Outcome outcome) {
    Entry now = pair.now() == null ? null : withoutConflicts(pair, pair.now(), claims, outcome);
    if (now != null && now.kind() == Kind.LIST) {
      outcome.taken().add(now.id());
    }
    EntryChange change =
        new EntryChange(
            pair.observed().kind(),
            pair.observed().id(),
            pair.held(),
            now,
            pair.left() == null ? null : pair.left().key(),
            pair.held() == null && pair.known());
    if (explained) {
      outcome
          .problems()
          .add(Explanation.of(organization, change, pair.left(), pair.observed().label()));
    }
    if (Objects.equals(now, pair.held())) {
      outcome.tally().note(now == null ? "left out" : "unchanged", 1);
      return;
    }
    count(change, outcome.tally());
    Entry named = now == null ? pair.held() : now;
    outcome.lines().add(Payload.row(change, Objects.requireNonNull(named).label()));
  }

  /** An added or removed object is one change, whatever it has; of one that stays, each address. */
  static void count(EntryChange change, Tally tally) {
    String limit = change.kind().limit();
    if (change.before() == null) {
      tally.change(limit, Operation.ADD, 1);
      return;
    }
    if (change.after() == null) {
      tally.change(limit, Operation.REMOVE, 1);
      return;
    }
    if (!change.fieldChanges().isEmpty()) {
      tally.change(limit, Operation.UPDATE, 1);
    }
    for (EntryChange.AddressChange address : change.addressChanges()) {
      Operation operation =
          address.before() == null
              ? Operation.ADD
              : address.after() == null ? Operation.REMOVE : Operation.UPDATE;
      tally.change("aliases", operation, 1);
    }
  }
}
