/** Rollcall: the batch job runner behind a hosting control panel. */
@NullMarked
package io.rollcall;

import org.jspecify.annotations.NullMarked;
