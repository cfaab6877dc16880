package io.rollcall.backendsync;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStream;

/**
 * The objects that a run was asked for with {@code --only}: by any of their SMTP addresses, or by
 * GUID. Remembers with the step's position what was found, so that a restart does not report it as
 * missing.
 */
final class OnlyFilter implements ItemStream {
  // A key of the step's execution context is persistent.
  private static final String FOUND = "found";

  private final boolean goesOn;
  private final Set<String> wanted = new HashSet<>();
  private final Set<String> found = new HashSet<>();

  /**
   * A filter for these objects.
   *
   * @param only empty takes everything
   * @param goesOn whether the reading goes on from its position; else it begins anew
   */
  OnlyFilter(List<String> only, boolean goesOn) {
    this.goesOn = goesOn;
    only.forEach(item -> wanted.add(item.trim().toLowerCase(Locale.ROOT)));
  }

  @Override
  public void open(ExecutionContext context) {
    if (goesOn) {
      found.addAll(List.of(context.getString(FOUND, "").split("\n", -1)));
    }
  }

  @Override
  public void update(ExecutionContext context) {
    context.putString(FOUND, String.join("\n", new TreeSet<>(found)));
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

  List<String> missing() {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(found);
    return List.copyOf(missing);
  }
}
