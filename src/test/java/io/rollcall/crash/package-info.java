/** What becomes of runs whose process, database, mail server or disk goes away. */
@NullMarked
package io.rollcall.crash;

import org.jspecify.annotations.NullMarked;
