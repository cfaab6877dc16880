/**
 * Local stand-ins for demo and tests: what they make is a pure function of a seed, so that a run on
 * them can be repeated to the byte.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "exchange"})
package io.rollcall.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
