/** Lists, tables and properties: heaps in a node's data, and what is kept in them. */
@NullMarked
package io.rollcall.pst.ltp;

import org.jspecify.annotations.NullMarked;
