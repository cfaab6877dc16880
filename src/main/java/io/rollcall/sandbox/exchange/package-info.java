/**
 * A stand-in for Exchange Online's REST interface for cmdlets on the loopback interface. It serves
 * the organization of an export, so that the same one can be read in both ways, and behaves as
 * badly as the real one does on a bad day, on demand.
 */
@NullMarked
@NamedInterface("exchange")
package io.rollcall.sandbox.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
