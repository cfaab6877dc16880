package io.rollcall.contacts;

import io.rollcall.kernel.Described;

/** When a job does what by itself. */
public record BackupSchedules(
    @Described("Snapshots; three times a day unless told otherwise.") BackupTimes backup,
    @Described("As `run JOB --verify`; on Sundays unless told otherwise.") WeeklyTimes verify,
    @Described("As `run JOB --prune`, days begin in its zone; on Sundays unless told otherwise.")
        WeeklyTimes prune) {}
