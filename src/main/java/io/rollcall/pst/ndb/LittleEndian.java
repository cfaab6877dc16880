package io.rollcall.pst.ndb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in byte arrays, lowest byte first, at any offset. */
public final class LittleEndian {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  /** Puts the lower 16 bits. */
  public static void put16(byte[] target, int at, int value) {
    SHORTS.set(target, at, (short) value);
  }

  public static void put32(byte[] target, int at, int value) {
    INTS.set(target, at, value);
  }

  public static void put64(byte[] target, int at, long value) {
    LONGS.set(target, at, value);
  }

  /** Unsigned. */
  public static int get16(byte[] source, int at) {
    return Short.toUnsignedInt((short) SHORTS.get(source, at));
  }

  public static int get32(byte[] source, int at) {
    return (int) INTS.get(source, at);
  }

  public static long get64(byte[] source, int at) {
    return (long) LONGS.get(source, at);
  }
}
