/**
 * A stand-in for Microsoft Graph on the loopback interface, with a memory: users, groups, members,
 * contacts, and what changed since when. It behaves as badly as the real one does on a bad day, on
 * demand, and refuses a link that was not used to the byte as it was given.
 */
@NullMarked
@NamedInterface("graph")
package io.rollcall.sandbox.graph;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
