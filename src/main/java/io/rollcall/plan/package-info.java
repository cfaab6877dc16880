/**
 * What a sync run found and may write: changes, their plan with its digest, the gates between plan
 * and apply, approval, and the working rows behind them. A plan's rows are written in the
 * transaction of the chunk that found them, so a restart goes on after the last one. Shared by the
 * families that sync; knows none of them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package io.rollcall.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
