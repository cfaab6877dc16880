package io.rollcall.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.PackageMatcher;
import java.time.Clock;
import java.util.Date;
import java.util.Set;

/** Calls and method references to what a rule forbids. */
final class Accesses {

  private Accesses() {}

  /** Any method with one of these names, on the type or a type below it. */
  static DescribedPredicate<JavaAccess<?>> accessTo(Class<?> owner, Set<String> names) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + " has one of the names " + names,
        access ->
            names.contains(access.getTarget().getName())
                && access.getTargetOwner().isAssignableTo(owner));
  }

  /** What ends the process without asking anybody. */
  static DescribedPredicate<JavaAccess<?>> processEnd() {
    return accessTo(System.class, Set.of("exit"))
        .or(accessTo(Runtime.class, Set.of("exit", "halt")))
        .as("ends the process");
  }

  /**
   * What reads the system's clock, with or without a time zone. Allowed in methods of one package
   * that return a {@link Clock}. {@code System.nanoTime} measures a duration and is no time.
   */
  static DescribedPredicate<JavaAccess<?>> clockRead(String packageOfTheClock) {
    PackageMatcher home = PackageMatcher.of(packageOfTheClock);
    return DescribedPredicate.describe(
        "reads the system's clock", access -> readsClock(access) && !makesTheClock(access, home));
  }

  private static boolean readsClock(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String name = access.getTarget().getName();
    if (owner.isEquivalentTo(System.class)) {
      return name.equals("currentTimeMillis");
    }
    if (owner.isEquivalentTo(Clock.class)) {
      return name.startsWith("system") || name.startsWith("tick") && takesNo(Clock.class, access);
    }
    if (owner.isEquivalentTo(Date.class)) {
      return name.equals("<init>") && takesNothing(access);
    }
    return owner.getPackageName().equals("java.time")
        && name.equals("now")
        && takesNo(Clock.class, access);
  }

  private static boolean takesNo(Class<?> type, JavaAccess<?> access) {
    return !(access instanceof JavaCall<?> call)
        || call.getTarget().getRawParameterTypes().stream().noneMatch(p -> p.isEquivalentTo(type));
  }

  private static boolean takesNothing(JavaAccess<?> access) {
    return !(access instanceof JavaCall<?> call)
        || call.getTarget().getRawParameterTypes().isEmpty();
  }

  private static boolean makesTheClock(JavaAccess<?> access, PackageMatcher home) {
    JavaCodeUnit origin = access.getOrigin();
    return home.matches(access.getOriginOwner().getPackageName())
        && origin.getRawReturnType().isEquivalentTo(Clock.class);
  }
}
