/** Check sums and encodings against their definitions. */
@NullMarked
package io.rollcall.pst.ndb;

import org.jspecify.annotations.NullMarked;
