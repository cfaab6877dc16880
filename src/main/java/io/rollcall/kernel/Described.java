package io.rollcall.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a record component is a key of job definitions, and what it does. A record that reads
 * itself from one text ({@code parse}) can be written out key by key only when its components carry
 * this.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Described {

  /** One sentence for operators, with unit and limits; {@code jobs/README.md} repeats it. */
  String value();
}
