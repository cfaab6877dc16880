/** A tree of rooms whose classes each break one rule, named for what they do wrong. */
@NullMarked
package io.rollcall.architecture.violations;

import org.jspecify.annotations.NullMarked;
