package io.rollcall.contacts;

import io.rollcall.kernel.Described;

/** When a job does what by itself. */
public record BackupSchedules(
    @Described("Snapshots; three times a day unless told otherwise.") BackupTimes backup,
    @Described("`contacts verify`; on Sundays unless told otherwise.") WeeklyTimes verify,
    @Described("`contacts prune`; on Sundays unless told otherwise.") WeeklyTimes prune) {}
