/** Used by {@code lower}. */
@NullMarked
@ApplicationModule
package io.rollcall.architecture.modulith.broken.upper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
