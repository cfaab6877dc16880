package io.rollcall.directorysync;

import io.rollcall.directorysync.PanelDirectory.Holder;
import io.rollcall.kernel.Organization;
import io.rollcall.plan.Plan;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who holds, in the panel, what the objects of a round of changes want to have. Reads only. */
final class Holders {
  private static final int PAGE = 500;

  private final DirectoryParts parts;
  private final Organization organization;
  private final Plan plan;
  private final Set<Holder> named = new HashSet<>();

  Holders(DirectoryParts parts, Organization organization, Plan plan) {
    this.parts = parts;
    this.organization = organization;
    this.plan = plan;
  }

  /** Those that the round has not told of; none a second time. */
  Map<Kind, Collection<String>> unread() {
    Map<Kind, Collection<String>> unread = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      String after = "";
      for (List<Observed> page = page(kind, after); !page.isEmpty(); page = page(kind, after)) {
        add(page, unread);
        after = page.get(page.size() - 1).id();
      }
    }
    return unread;
  }

  private List<Observed> page(Kind kind, String after) {
    return parts.working().page(plan.id(), kind, after, PAGE);
  }

  private void add(List<Observed> page, Map<Kind, Collection<String>> unread) {
    Set<String> wanted = new LinkedHashSet<>();
    page.stream()
        .filter(Observed::present)
        .map(observed -> Entry.of(observed.kind(), observed.id(), observed.content()))
        .flatMap(entry -> entry.addresses().stream())
        .forEach(address -> wanted.add(address.key()));
    Set<Holder> holders =
        new LinkedHashSet<>(parts.panel().holders(organization.id(), wanted).values());
    for (Kind kind : Kind.values()) {
      List<String> ids =
          holders.stream().filter(one -> one.kind() == kind).map(Holder::id).toList();
      Set<String> told = parts.working().find(plan.id(), kind, ids).keySet();
      ids.stream()
          .filter(id -> !told.contains(id) && named.add(new Holder(kind, id)))
          .forEach(id -> unread.computeIfAbsent(kind, key -> new LinkedHashSet<>()).add(id));
    }
  }
}
