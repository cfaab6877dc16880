/**
 * What an operator does: organizations, starting, restarting, stopping, recovering and abandoning
 * runs, approving plans, history, leases, the schema, audit. Addresses jobs by name and families
 * through the kernel's face of them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "definitions", "plan", "report"})
package io.rollcall.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
