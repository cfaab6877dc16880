package io.rollcall.sandbox.graph;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Which requests go wrong, and how: the next ones of a kind, or now and then by chance. */
public final class Faults {
  /** The part that only sign-ins contain. */
  public static final String SIGN_IN = "/login/";

  private static final class Planned {
    private final Fault fault;
    private final String part;
    private int left;

    private Planned(Fault fault, String part, int left) {
      this.fault = fault;
      this.part = part;
      this.left = left;
    }
  }

  private final List<Planned> planned = new ArrayList<>();
  private List<Fault> byChance = List.of();
  private double share;
  private @Nullable Random random;
  private long struck;

  /** The next request goes wrong. */
  public void next(Fault fault) {
    next(fault, "", 1);
  }

  /**
   * The next requests go wrong whose path and query contain a text; parts of a batch count as
   * requests.
   *
   * @param part empty for any that is no sign-in; {@link #SIGN_IN}
   */
  public synchronized void next(Fault fault, String part, int times) {
    planned.add(new Planned(fault, part, times));
  }

  /**
   * From now on a share of all requests goes wrong.
   *
   * @param share 0 to below 1; 0 ends it
   */
  public synchronized void byChance(long seed, double share, List<Fault> faults) {
    this.random = new Random(seed);
    this.share = share;
    this.byChance = List.copyOf(faults);
  }

  /** Requests that went wrong so far. */
  public synchronized long struck() {
    return struck;
  }

  /** What goes wrong with a request; it is used up with that. */
  public synchronized Optional<Fault> strike(String pathAndQuery) {
    for (Iterator<Planned> rest = planned.iterator(); rest.hasNext(); ) {
      Planned plan = rest.next();
      if (matches(plan.part, pathAndQuery)) {
        if (--plan.left == 0) {
          rest.remove();
        }
        struck++;
        return Optional.of(plan.fault);
      }
    }
    if (random != null && share > 0 && random.nextDouble() < share) {
      struck++;
      return Optional.of(byChance.get(random.nextInt(byChance.size())));
    }
    return Optional.empty();
  }

  private static boolean matches(String part, String pathAndQuery) {
    return pathAndQuery.startsWith(SIGN_IN) ? part.equals(SIGN_IN) : pathAndQuery.contains(part);
  }
}
