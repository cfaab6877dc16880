package io.rollcall.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** What a class's package declares in its package-info. */
final class PackageConditions {

  private PackageConditions() {}

  static ArchCondition<JavaClass> liveInNullMarkedPackages() {
    return condition(
        "live in @NullMarked packages", NullMarked.class, type -> Optional.of(type.getPackage()));
  }

  /** The room of a class is the package directly below {@code base} that it lies in. */
  static ArchCondition<JavaClass> liveInDeclaredModulesOf(String base) {
    return condition(
        "live in rooms with @ApplicationModule",
        ApplicationModule.class,
        type -> roomOf(type.getPackage(), base));
  }

  private static Optional<JavaPackage> roomOf(JavaPackage start, String base) {
    Optional<JavaPackage> room = Optional.of(start);
    while (room.isPresent() && !parentName(room.get()).equals(base)) {
      room = room.get().getParent();
    }
    return room;
  }

  private static String parentName(JavaPackage child) {
    return child.getParent().map(JavaPackage::getName).orElse("");
  }

  private static ArchCondition<JavaClass> condition(
      String description,
      Class<? extends Annotation> annotation,
      Function<JavaClass, Optional<JavaPackage>> packageOf) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        packageOf
            .apply(type)
            .filter(found -> !isMarked(found, annotation))
            .ifPresent(
                found ->
                    events.add(
                        SimpleConditionEvent.violated(
                            type,
                            "%s: %s has no package-info with @%s"
                                .formatted(
                                    type.getName(), found.getName(), annotation.getSimpleName()))));
      }
    };
  }

  private static boolean isMarked(JavaPackage found, Class<? extends Annotation> annotation) {
    return found.tryGetPackageInfo().filter(info -> info.isAnnotatedWith(annotation)).isPresent();
  }
}
