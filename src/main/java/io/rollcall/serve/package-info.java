/**
 * The process that stays: starts jobs at the times of their schedules, sends waiting mails, finds
 * runs whose process died, shows metrics and health. From the job files and the database to runs;
 * doing it twice, or in two processes, is safe because a firing and its run are written in one
 * transaction, under one key.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "definitions", "plan", "report", "operations"})
package io.rollcall.serve;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
