/**
 * The rules of the code's shape, and the proof that each of them bites. The packages below hold
 * code that breaks the rules on purpose; nothing uses it but the tests here.
 */
@NullMarked
package io.rollcall.architecture;

import org.jspecify.annotations.NullMarked;
