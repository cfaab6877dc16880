/** What both kinds of synchronisation decide before they write: operations limits. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package io.rollcall.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
