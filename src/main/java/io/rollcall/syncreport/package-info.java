/**
 * From the stored plans and problems of a sync run to its report: the parts that are the same for
 * every family. Writes nothing that was not there before but the workbook and the mail in the
 * outbox; done twice, the workbook is replaced and the mail is queued once.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "plan", "report"})
package io.rollcall.syncreport;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
