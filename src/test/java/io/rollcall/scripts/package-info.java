/** The scripts, run as a person runs them. */
@NullMarked
package io.rollcall.scripts;

import org.jspecify.annotations.NullMarked;
