/**
 * The node database: 512-byte pages and blocks of up to 8 KB, found by number through two B-trees,
 * in a file whose used space is kept in bit maps. Written front to back, once.
 */
@NullMarked
package io.rollcall.pst.ndb;

import org.jspecify.annotations.NullMarked;
