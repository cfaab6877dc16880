/** What scripts/bench runs: figures side by side with a reference, never a timed test. */
@NullMarked
package io.rollcall.bench;

import org.jspecify.annotations.NullMarked;
