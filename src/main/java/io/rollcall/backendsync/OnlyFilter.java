package io.rollcall.backendsync;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The objects that a run was asked for with {@code --only}: by any of their SMTP addresses, or by
 * GUID.
 */
final class OnlyFilter {
  private final Set<String> wanted = new HashSet<>();
  private final Set<String> found = new HashSet<>();

  /**
   * A filter for these objects.
   *
   * @param only empty takes everything
   * @param foundBefore what an interrupted run had already found
   */
  OnlyFilter(List<String> only, List<String> foundBefore) {
    only.forEach(item -> wanted.add(item.trim().toLowerCase(Locale.ROOT)));
    found.addAll(foundBefore);
  }

  boolean isEmpty() {
    return wanted.isEmpty();
  }

  boolean takes(Candidate candidate) {
    if (wanted.isEmpty()) {
      return true;
    }
    Set<String> names = new HashSet<>();
    names.add(candidate.object().identity().backendGuid().toString());
    candidate.addresses().stream()
        .filter(address -> address.prefix().equals("smtp"))
        .forEach(address -> names.add(address.value().trim().toLowerCase(Locale.ROOT)));
    names.retainAll(wanted);
    found.addAll(names);
    return !names.isEmpty();
  }

  List<String> found() {
    return List.copyOf(new TreeSet<>(found));
  }

  List<String> missing() {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(found);
    return List.copyOf(missing);
  }
}
