/**
 * What every room shares: outcomes and exit codes, errors with a next step, problems, secrets by
 * reference, the run, and the face a job family shows to the rest. Uses nothing else of ours.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.rollcall.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
