package io.rollcall;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Entry point. */
@SpringBootApplication
public class Rollcall {

  private Rollcall() {}

  public static void main(String[] args) {
    System.exit(0);
  }
}
