/** The proof that each rule bites. */
@NullMarked
package io.rollcall.pst.verify;

import org.jspecify.annotations.NullMarked;
