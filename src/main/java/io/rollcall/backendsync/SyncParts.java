package io.rollcall.backendsync;

import io.rollcall.plan.Changes;
import io.rollcall.plan.Plans;
import io.rollcall.plan.Problems;
import io.rollcall.plan.RetryCount;
import io.rollcall.plan.Sequences;
import io.rollcall.plan.WorkingKeys;
import org.springframework.stereotype.Component;

/** The stores that the steps of this family work with. */
@Component
record SyncParts(
    Panel panel,
    Names names,
    GoneFromBackend gone,
    Plans plans,
    Changes changes,
    Problems problems,
    RetryCount retried,
    WorkingKeys workingKeys,
    Sequences sequences) {}
