/** What people read, held to the code. */
@NullMarked
package io.rollcall.docs;

import org.jspecify.annotations.NullMarked;
