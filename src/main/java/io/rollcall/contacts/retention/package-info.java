/**
 * Which snapshots are kept, and for how long: pure rules, without a table. What they drop is
 * deleted by {@code contacts.deletion}.
 */
@NullMarked
@NamedInterface("retention")
package io.rollcall.contacts.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
