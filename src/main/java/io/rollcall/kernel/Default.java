package io.rollcall.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a key of a job definition means when it is left out. A component with neither this nor
 * {@code @Nullable} must be given, unless it is a record that can be made of defaults alone.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {

  /** The value as an operator would write it in the file: {@code 24h}, {@code [mon, fri]}. */
  String value();
}
