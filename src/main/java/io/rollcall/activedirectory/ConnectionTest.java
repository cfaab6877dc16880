package io.rollcall.activedirectory;

import io.rollcall.kernel.JobFamily.Check;
import io.rollcall.kernel.RollcallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Test Connection: what a run will need, tried and told. */
final class ConnectionTest {
  private static final int SAMPLES = 3;

  private final String organization;

  ConnectionTest(String organization) {
    this.organization = organization;
  }

  List<Check> of(Supplier<DirectoryTree> open, DirectorySettings settings) {
    List<Check> checks = new ArrayList<>();
    try {
      DirectoryTree tree = open.get();
      checks.add(
          new Check(
              "sign-in of " + organization,
              true,
              "%s lets %s in, by %s"
                  .formatted(
                      tree.connection().name(),
                      settings.user(),
                      settings.security().name().toLowerCase(Locale.ROOT))));
      search(tree, checks);
    } catch (RollcallException e) {
      checks.add(failed("directory of " + organization, e));
    }
    return checks;
  }

  private void search(DirectoryTree tree, List<Check> checks) {
    List<Entry> found = new ArrayList<>();
    tree.bases().forEach(base -> found.addAll(tree.sample(base)));
    if (found.isEmpty()) {
      checks.add(
          new Check(
              "search of " + organization,
              false,
              "no mailbox, list or contact of the organization below %s. Check source.units, and its accepted domains"
                  .formatted(tree.bases())));
      return;
    }
    checks.add(
        new Check(
            "search of " + organization,
            true,
            "finds "
                + found.stream()
                    .limit(SAMPLES)
                    .map(ConnectionTest::label)
                    .collect(Collectors.joining(", "))));
    boolean descriptors = found.stream().anyMatch(entry -> entry.has(Permissions.DESCRIPTOR));
    checks.add(
        new Check(
            "rights of " + organization,
            true,
            descriptors
                ? "reads objects and their security descriptors"
                : "reads objects, but no security descriptors: Send-As stays as the panel has it"));
    checks.add(new Check("groups of " + organization, true, groups(tree, descriptors)));
  }

  private static Check failed(String what, RollcallException e) {
    String next = e.nextStep() == null ? "" : ". " + e.nextStep();
    return new Check(what, false, e.getMessage() + next);
  }

  private static String label(Entry entry) {
    String name = Objects.requireNonNullElse(entry.text("displayName"), entry.dn());
    String address = entry.primaryAddress();
    return Failures.clip(address == null ? name : name + " <" + address + ">");
  }

  private static String groups(DirectoryTree tree, boolean descriptors) {
    List<String> not =
        new ArrayList<>(
            List.of("permissions.full-access", "automatic-replies", "advanced.booking"));
    if (!descriptors) {
      not.add("permissions.send-as");
    }
    if (!tree.known().test("msExchUMEnabledFlags")) {
      not.add("unified-messaging");
    }
    return "all but those that no directory has: %s; and no statistics"
        .formatted(String.join(", ", not));
  }
}
