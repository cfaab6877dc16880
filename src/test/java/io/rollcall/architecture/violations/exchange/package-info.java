/** Breaks rules on purpose. */
@NullMarked
@ApplicationModule
package io.rollcall.architecture.violations.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
