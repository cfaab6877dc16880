/**
 * o365 Sync: from a Microsoft 365 tenant into the panel's tables of users, addresses, lists and
 * members, upserted; what left is marked. A delta position becomes the organization's only together
 * with the last of its changes, and changes that are found again are equal to what is there.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"kernel", "plan", "report", "syncreport", "entra", "graph"})
package io.rollcall.directorysync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
