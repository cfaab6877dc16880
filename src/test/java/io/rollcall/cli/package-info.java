/** The commands, parsed and printed in this process, and run as child processes. */
@NullMarked
package io.rollcall.cli;

import org.jspecify.annotations.NullMarked;
