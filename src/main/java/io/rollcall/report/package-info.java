/**
 * A finished run as an Excel workbook and as a mail. The workbook is streamed, so its size is
 * bounded by the disk alone; the mail waits in an outbox table until a mail server has taken it, so
 * that a server that is down never fails a run.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package io.rollcall.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
