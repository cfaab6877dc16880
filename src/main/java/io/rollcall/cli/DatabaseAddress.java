package io.rollcall.cli;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which database, for messages: never with a password.
 *
 * @param place {@code db1:3306}, or the embedded database's file
 * @param name the schema's name; empty for the embedded database
 * @param embeddedFolder where the embedded database's files lie; null for a server
 */
record DatabaseAddress(String place, String name, String user, @Nullable Path embeddedFolder) {
  private static final Pattern SERVER =
      Pattern.compile("jdbc:[a-z0-9+:]+?://(?:[^@/]*@)?([^/?]*)(?:/([^?]*))?.*");
  private static final Pattern H2_FILE = Pattern.compile("jdbc:h2:(?:file:)?([^;]+).*");

  static DatabaseAddress of(String url, String account) {
    String user = account.isBlank() ? "an unnamed account" : account;
    Matcher file = H2_FILE.matcher(url);
    if (file.matches() && !url.startsWith("jdbc:h2:mem:") && !url.startsWith("jdbc:h2:tcp:")) {
      Path path = Path.of(file.group(1));
      return new DatabaseAddress(path.toString(), "", user, path.toAbsolutePath().getParent());
    }
    Matcher server = SERVER.matcher(url);
    if (!server.matches()) {
      return new DatabaseAddress("the configured address", "", user, null);
    }
    String host = server.group(1).isEmpty() ? "localhost" : server.group(1);
    boolean portMissing = url.startsWith("jdbc:mysql:") && !host.matches(".*:\\d+");
    String name = server.group(2) == null ? "" : server.group(2);
    return new DatabaseAddress(portMissing ? host + ":3306" : host, name, user, null);
  }

  boolean embedded() {
    return embeddedFolder != null;
  }
}
