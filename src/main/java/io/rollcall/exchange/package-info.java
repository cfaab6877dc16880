/**
 * From a mail backend to one canonical record per mailbox, list and contact. Knows no job and no
 * SQL; reading the same bytes twice gives the same records, so that a rerun finds only real
 * differences.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "entra"})
package io.rollcall.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
