/** What no test may do. */
@NullMarked
@ApplicationModule
package io.rollcall.architecture.violations.tests;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
