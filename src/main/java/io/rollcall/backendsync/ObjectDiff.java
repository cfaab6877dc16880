package io.rollcall.backendsync;

import io.rollcall.backendsync.ObjectChange.Figures;
import io.rollcall.backendsync.ObjectChange.IdentityFact;
import io.rollcall.backendsync.ObjectChange.LinkFact;
import io.rollcall.backendsync.ObjectChange.SettingsFact;
import io.rollcall.backendsync.Panel.Facts;
import io.rollcall.exchange.Identity;
import io.rollcall.exchange.ObjectKind;
import io.rollcall.exchange.Reading;
import io.rollcall.exchange.Reference;
import io.rollcall.exchange.Section;
import io.rollcall.exchange.Statistics;
import io.rollcall.plan.Operation;
import io.rollcall.plan.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What differs between a record and the panel's newest facts of its object. Pure; a fact that the
 * source did not read is not compared.
 */
final class ObjectDiff {
  /** The settings group that holds a mail contact's computed disabled state. */
  static final String DISABLED = "disabled";

  private final ContactsRule disabledContacts;

  ObjectDiff(ContactsRule disabledContacts) {
    this.disabledContacts = disabledContacts;
  }

  /**
   * Compares.
   *
   * @param before the newest identity; null for a new object, or one that the backend never matched
   */
  ObjectChange of(
      Candidate candidate,
      @Nullable IdentityFact before,
      Facts facts,
      AddressDiff addresses,
      @Nullable Long replaces,
      Function<Reference, @Nullable Long> resolved) {
    IdentityFact identity = identity(candidate, before);
    boolean sameIdentity = before != null && before.sameContent(identity);
    return new ObjectChange(
        sameIdentity ? null : identity,
        sameIdentity ? null : before,
        settings(candidate, facts, resolved),
        addresses.facts(),
        links(candidate, facts, resolved),
        replaces,
        figures(candidate.object().statistics()));
  }

  /** An identifier that a source does not give keeps the value that another source gave. */
  private static IdentityFact identity(Candidate candidate, @Nullable IdentityFact before) {
    Identity now = candidate.object().identity();
    return new IdentityFact(
        before == null ? 1 : before.version() + 1,
        ObjectChange.PRESENT,
        candidate.object().type().key(),
        candidate.object().typeRaw(),
        Guids.text(now.backendGuid()),
        or(now.exchangeGuid(), before == null ? null : before.exchangeGuid()),
        or(now.entraId(), before == null ? null : before.entraId()),
        or(now.distinguishedName(), before == null ? null : before.distinguishedName()),
        or(now.legacyExchangeDn(), before == null ? null : before.legacyExchangeDn()),
        or(now.samAccountName(), before == null ? null : before.samAccountName()),
        or(now.userPrincipalName(), before == null ? null : before.userPrincipalName()));
  }

  private static @Nullable String or(@Nullable UUID now, @Nullable String before) {
    return or(Guids.text(now), before);
  }

  private static @Nullable String or(@Nullable String now, @Nullable String before) {
    return now == null ? before : now;
  }

  private List<SettingsFact> settings(
      Candidate candidate, Facts facts, Function<Reference, @Nullable Long> resolved) {
    List<SettingsFact> changes = new ArrayList<>();
    for (Reading reading : candidate.readings(Section.Shape.SETTINGS)) {
      String section = reading.section().key();
      SettingsFact newest = facts.settings().get(section);
      String before = newest == null ? null : newest.after();
      compare(section, Content.of(reading, before, resolved), facts, changes);
      if (reading.section() == Section.CONTACT_GENERAL) {
        Object value = reading.settings().get(disabledContacts.attribute());
        boolean disabled = disabledContacts.value().equals(value);
        // What this source cannot give stays as another source told it, and what it means with it.
        boolean unknown = reading.notAvailable().contains(disabledContacts.attribute());
        if (!unknown || !facts.settings().containsKey(DISABLED)) {
          compare(DISABLED, Content.of(Map.of(DISABLED, disabled), resolved), facts, changes);
        }
      }
    }
    return changes;
  }

  private static void compare(
      String section, String after, Facts facts, List<SettingsFact> changes) {
    SettingsFact newest = facts.settings().get(section);
    if (newest == null) {
      changes.add(new SettingsFact(section, 1, null, after));
    } else if (!newest.after().equals(after)) {
      changes.add(new SettingsFact(section, newest.version() + 1, newest.after(), after));
    }
  }

  private static List<LinkFact> links(
      Candidate candidate, Facts facts, Function<Reference, @Nullable Long> resolved) {
    List<LinkFact> changes = new ArrayList<>();
    for (Reading reading : candidate.readings(Section.Shape.MEMBERS)) {
      changes.addAll(Links.changes(null, reading.references(), facts.members(), resolved));
    }
    for (Reading reading : candidate.readings(Section.Shape.GRANTS)) {
      String permission = permission(reading.section());
      changes.addAll(
          Links.changes(
              permission,
              reading.references(),
              facts.grants().getOrDefault(permission, Map.of()),
              resolved));
    }
    return changes;
  }

  private static String permission(Section section) {
    return section.key().substring(section.key().indexOf('.') + 1);
  }

  private static @Nullable Figures figures(@Nullable Statistics statistics) {
    return statistics == null
        ? null
        : new Figures(statistics.itemCount(), statistics.totalItemBytes());
  }

  /**
   * Counts a change by the kinds of the limits. A new object counts once, with all that comes with
   * it.
   */
  static void count(ObjectChange change, ObjectKind kind, Operation operation, Tally tally) {
    String objects = objects(kind);
    if (operation != Operation.UPDATE) {
      tally.change(objects, operation, operation == Operation.EQUAL ? 0 : 1);
      return;
    }
    tally.change(objects, Operation.UPDATE, change.identity() == null ? 0 : 1);
    change
        .settings()
        .forEach(
            fact ->
                tally.change(
                    "settings", fact.version() == 1 ? Operation.ADD : Operation.UPDATE, 1));
    change
        .addresses()
        .forEach(
            fact ->
                tally.change(
                    "addresses", operation(fact.state(), fact.previousHolder() != null), 1));
    for (LinkFact link : change.links()) {
      tally.change(
          link.permission() == null ? "members" : "permissions", operation(link.state(), false), 1);
    }
  }

  private static Operation operation(String state, boolean known) {
    if (Objects.equals(state, ObjectChange.GONE)) {
      return Operation.REMOVE;
    }
    return known ? Operation.UPDATE : Operation.ADD;
  }

  /** The word of the limits for a kind of object. */
  static String objects(ObjectKind kind) {
    return switch (kind) {
      case MAILBOX -> "mailboxes";
      case LIST -> "lists";
      case CONTACT -> "contacts";
    };
  }
}
