/**
 * From a Microsoft 365 tenant to small records of its users, groups and members, through the Graph
 * SDK. Knows no job and no SQL; reads only, so that doing it twice changes nothing. What was read
 * is complete or an exception: an empty, cut or throttled answer is never taken for "nothing
 * there".
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "entra"})
package io.rollcall.graph;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
