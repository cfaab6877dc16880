/**
 * What is written is read back: by the verifier, which must refuse every mutilation, and by others.
 */
@NullMarked
package io.rollcall.pst;

import org.jspecify.annotations.NullMarked;
