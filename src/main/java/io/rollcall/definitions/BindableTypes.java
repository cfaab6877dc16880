package io.rollcall.definitions;

import io.rollcall.kernel.Described;
import io.rollcall.kernel.TypeName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In which forms a type can be written in a file. */
final class BindableTypes {

  private BindableTypes() {}

  /**
   * Whether a record may be written key by key. One that reads itself from a text only if it says
   * so: a secret written as its parts would go around the check of its text.
   */
  static boolean hasKeys(Class<?> type) {
    return type.isRecord()
        && (parser(type) == null
            || Arrays.stream(type.getRecordComponents())
                .allMatch(component -> component.isAnnotationPresent(Described.class)));
  }

  static @Nullable Method parser(Class<?> type) {
    try {
      Method method = type.getMethod("parse", String.class);
      return Modifier.isStatic(method.getModifiers())
              && type.isAssignableFrom(method.getReturnType())
          ? method
          : null;
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  /** The records of a sealed interface by the word that {@code type} has in a file. */
  static Map<String, Class<?>> permitted(Class<?> sealed) {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      TypeName name = permitted.getAnnotation(TypeName.class);
      if (name == null || !permitted.isRecord()) {
        throw new IllegalStateException(permitted + " is no record with a @TypeName");
      }
      types.put(name.value(), permitted);
    }
    return types;
  }
}
