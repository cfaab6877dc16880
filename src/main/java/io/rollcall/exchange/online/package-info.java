/**
 * From Exchange Online's REST interface for cmdlets to the lines of an export. Reads only; what is
 * read is whole or an exception, save for what a single object refuses, which its group says.
 */
@NullMarked
@NamedInterface("online")
package io.rollcall.exchange.online;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
