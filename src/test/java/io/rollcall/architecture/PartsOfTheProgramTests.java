package io.rollcall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.Rollcall;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * The rooms name their parts, so that a start need not search for them. A part that is not named
 * would not be there.
 */
class PartsOfTheProgramTests {

  @Test
  void everyComponentOfTheProgramIsNamedByItsRoom() {
    assertThat(named()).isEqualTo(found());
  }

  private static Set<String> found() {
    var scanner = new ClassPathScanningCandidateComponentProvider(true);
    return scanner.findCandidateComponents("io.rollcall").stream()
        .map(definition -> String.valueOf(definition.getBeanClassName()))
        .filter(PartsOfTheProgramTests::ofTheProgram)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Not of its tests. */
  private static boolean ofTheProgram(String name) {
    String here = place(PartsOfTheProgramTests.class);
    try {
      return !place(Class.forName(name, false, Rollcall.class.getClassLoader())).equals(here);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String place(Class<?> type) {
    return String.valueOf(type.getProtectionDomain().getCodeSource().getLocation());
  }

  private static Set<String> named() {
    Set<String> names = new TreeSet<>();
    Deque<Class<?>> open = new ArrayDeque<>(Set.of(Rollcall.class));
    while (!open.isEmpty()) {
      Class<?> type = open.pop();
      if (names.add(type.getName())) {
        imports(type).filter(one -> one.getName().startsWith("io.rollcall.")).forEach(open::push);
      }
    }
    return names;
  }

  private static Stream<Class<?>> imports(AnnotatedElement type) {
    return MergedAnnotations.from(type).stream(Import.class)
        .flatMap(annotation -> Arrays.stream(annotation.getClassArray("value")));
  }
}
