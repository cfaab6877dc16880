package io.rollcall.pst.ndb;

/**
 * A node that is known only inside of another.
 *
 * @param nid its number, unique in the node that has it
 * @param data its data tree, 0 for none
 * @param subnodes its own subnodes, 0 for none
 * @param bytes what its data and all its subnodes hold, without anything that holds them together
 */
public record Subnode(int nid, long data, long subnodes, long bytes) {}
