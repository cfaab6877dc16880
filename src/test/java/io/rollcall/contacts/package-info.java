@NullMarked
package io.rollcall.contacts;

import org.jspecify.annotations.NullMarked;
