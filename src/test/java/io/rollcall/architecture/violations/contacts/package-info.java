/** Breaks rules on purpose. */
@NullMarked
@ApplicationModule
package io.rollcall.architecture.violations.contacts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
