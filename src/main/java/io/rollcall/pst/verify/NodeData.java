package io.rollcall.pst.verify;

/**
 * A node or subnode.
 *
 * @param where for findings
 * @param data its data tree, 0 for none
 * @param subnodes the list of its subnodes, 0 for none
 */
record NodeData(String where, long data, long subnodes) {}
