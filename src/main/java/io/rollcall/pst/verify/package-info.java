/**
 * Reads a PST file from its header to the last cell, trusting nothing, and says which of the
 * format's rules do not hold. Shares the writer's constants, check sums and column layouts, and
 * none of the code that places things.
 */
@NullMarked
package io.rollcall.pst.verify;

import org.jspecify.annotations.NullMarked;
