/** Allowed to use nothing, and uses {@code upper}. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.rollcall.architecture.modulith.broken.lower;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
