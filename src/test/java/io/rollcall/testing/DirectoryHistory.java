package io.rollcall.testing;

import io.rollcall.sandbox.graph.DirectoryGenerator;
import io.rollcall.sandbox.graph.Fault;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxDirectory;
import io.rollcall.sandbox.graph.SandboxGraph;
import io.rollcall.sandbox.graph.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A random history of a directory, a pure function of its seed: people come, are renamed, leave and
 * return, addresses move between them, lists nest; and what goes wrong with their reader meanwhile.
 */
public final class DirectoryHistory {
  /** Faults that a patient reader never shows. */
  public static final List<Fault> PASSING =
      List.of(
          Fault.THROTTLED_WHOLE,
          Fault.THROTTLED_FRACTION,
          Fault.THROTTLED_DATE,
          Fault.THROTTLED_SILENT,
          Fault.THROTTLED_LIST,
          Fault.THROTTLED_OUTLOOK,
          Fault.BUSY_EMPTY,
          Fault.BUSY_HTML,
          Fault.GATEWAY_EMPTY,
          Fault.GATEWAY_HTML,
          Fault.SERVER_ERROR,
          Fault.RESET_IN_BODY,
          Fault.CUT_BODY,
          Fault.HTML_INSTEAD);

  /** Faults that send a reader back to the beginning. */
  public static final List<Fault> LOSING = List.of(Fault.GONE, Fault.SYNC_STATE_NOT_FOUND);

  private final Random random;
  private final DirectoryGenerator generator;
  private final SandboxDirectory directory;

  public DirectoryHistory(long seed, int users, int groups, int members) {
    this(seed, new DirectoryGenerator(seed + 1), users, groups, members);
  }

  /**
   * @param generator makes whoever comes
   */
  public DirectoryHistory(
      long seed, DirectoryGenerator generator, int users, int groups, int members) {
    this.random = new Random(seed);
    this.generator = generator;
    this.directory = new SandboxDirectory(seed);
    generator.fill(directory, users, groups, members);
  }

  /** What it is the history of. */
  public SandboxDirectory directory() {
    return directory;
  }

  /** What is by chance beside it. */
  public Random random() {
    return random;
  }

  /** Some of all traits, most of them. */
  public Set<Trait> traits() {
    Set<Trait> some = EnumSet.allOf(Trait.class);
    some.removeIf(trait -> random.nextInt(4) == 0);
    return some;
  }

  /** From now on some requests go wrong, and will be repeated. */
  public void badDay(SandboxGraph graph) {
    graph.faults().byChance(random.nextLong(), 0.15, PASSING);
  }

  /**
   * Something happens to the reader's token or to its links.
   *
   * @param begunAnew called where the reader itself is to be opened anew
   */
  public void misfortune(SandboxGraph graph, Runnable begunAnew) {
    switch (random.nextInt(4)) {
      case 0 -> graph.tokens().revoke();
      case 1 -> graph.faults().next(LOSING.get(random.nextInt(2)), "Token=", 1);
      case 2 -> graph.forgetLinks();
      default -> begunAnew.run();
    }
  }

  /** One change. */
  public void change() {
    List<String> users = List.copyOf(directory.live(Kind.USER).keySet());
    List<String> groups = List.copyOf(directory.live(Kind.GROUP).keySet());
    if (users.size() < 3 || groups.size() < 3) {
      directory.add(Kind.USER, generator.user());
      directory.add(Kind.GROUP, generator.group());
      return;
    }
    String user = pick(users);
    String group = pick(groups);
    switch (random.nextInt(14)) {
      case 0 -> directory.add(Kind.USER, generator.user());
      case 1 -> directory.add(Kind.GROUP, generator.group());
      case 2 -> rename(user);
      case 3 -> directory.set(user, pick(List.of("jobTitle", "mail", "department")), null);
      case 4 -> moveAlias(user, pick(users));
      case 5 -> directory.delete(random.nextBoolean() ? user : group);
      case 6 -> restore();
      case 7 -> directory.purge(random.nextBoolean() ? user : group);
      case 8, 9 -> directory.join(group, user);
      case 10 -> directory.join(group, pick(groups));
      case 11, 12 -> leave(group);
      default -> directory.set(group, "description", "Number " + random.nextInt(100));
    }
  }

  private void rename(String user) {
    Map<String, @Nullable Object> other = generator.user();
    directory.set(user, "userPrincipalName", other.get("userPrincipalName"));
    directory.set(user, "displayName", other.get("displayName"));
  }

  /** Now and then both have it for a while, which a directory does not allow and yet shows. */
  private void moveAlias(String from, String to) {
    List<Object> left = addresses(from);
    if (left.isEmpty() || from.equals(to)) {
      return;
    }
    String moved = String.valueOf(left.get(random.nextInt(left.size())));
    if (random.nextInt(5) > 0) {
      left.remove(moved);
      if (moved.startsWith("SMTP:")) {
        left.addAll(generator.addresses("new" + random.nextInt(10_000)));
      }
      directory.set(from, "proxyAddresses", List.copyOf(left));
    }
    List<Object> all = addresses(to);
    all.add(moved.replaceFirst("^SMTP:", "smtp:"));
    directory.set(to, "proxyAddresses", List.copyOf(all));
  }

  private List<Object> addresses(String user) {
    return directory.live(Kind.USER).get(user).get("proxyAddresses") instanceof List<?> list
        ? new ArrayList<>(list)
        : new ArrayList<>();
  }

  private void restore() {
    for (Kind kind : Kind.values()) {
      List<String> deleted = directory.deleted(kind);
      if (!deleted.isEmpty()) {
        directory.restore(pick(deleted));
      }
    }
  }

  private void leave(String group) {
    List<String> members = List.copyOf(directory.members(group));
    if (!members.isEmpty()) {
      directory.leave(group, pick(members));
    }
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
