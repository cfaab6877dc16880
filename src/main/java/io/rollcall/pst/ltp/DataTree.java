package io.rollcall.pst.ltp;

/**
 * What was written of a node.
 *
 * @param data its data tree
 * @param subnodes its subnodes, 0 for none
 * @param bytes what its data and subnodes hold, without anything that holds them together
 */
public record DataTree(long data, long subnodes, long bytes) {}
