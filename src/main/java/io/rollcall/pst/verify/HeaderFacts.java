package io.rollcall.pst.verify;

/**
 * What the header says of the rest.
 *
 * @param counters the last index in use of each type of nodes
 */
record HeaderFacts(
    boolean encoded,
    long nextBlock,
    long nextPage,
    long freeBytes,
    PageReference nodeTree,
    PageReference blockTree,
    int[] counters) {}
