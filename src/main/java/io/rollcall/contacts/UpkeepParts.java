package io.rollcall.contacts;

import io.rollcall.contacts.retention.Pruning;
import io.rollcall.kernel.AuditTrail;
import org.springframework.stereotype.Component;

/** What the steps of verifying and pruning work with. */
@Component
record UpkeepParts(BackupParts backup, UpkeepRows rows, Pruning pruning, AuditTrail audit) {}
