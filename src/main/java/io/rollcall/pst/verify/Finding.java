package io.rollcall.pst.verify;

/**
 * A rule that does not hold somewhere.
 *
 * @param where the page, block or node
 * @param detail what was found
 */
public record Finding(Rule rule, String where, String detail) {}
