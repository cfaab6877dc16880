package io.rollcall.kernel;

/**
 * A share of a whole.
 *
 * @param value 0 to 100
 */
public record Percent(int value) {

  public Percent {
    if (value < 0 || value > 100) {
      throw new IllegalArgumentException("a percentage is 0% to 100%");
    }
  }

  /**
   * Reads {@code 10%}.
   *
   * @throws IllegalArgumentException when the text is not a whole number from 0 to 100 with a
   *     percent sign
   */
  public static Percent parse(String text) {
    if (!text.matches("\\d{1,3}%")) {
      throw new IllegalArgumentException("a percentage is written like 10%");
    }
    return new Percent(Integer.parseInt(text.substring(0, text.length() - 1)));
  }

  /** This share of a whole, rounded up. */
  public long of(long whole) {
    return Math.addExact(Math.multiplyExact(whole, (long) value), 99) / 100;
  }

  @Override
  public String toString() {
    return value + "%";
  }
}
