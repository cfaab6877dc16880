package io.rollcall.cli;

import io.rollcall.kernel.RollcallException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * {@code rollcall.yaml}, looked at before Spring reads it: so that what is wrong has a line, a
 * misspelt key of ours is no silent default, and a secret is never written there.
 */
final class ConfigurationFile {
  private static final Set<String> ROOTS = Set.of("rollcall", "spring", "logging");
  private static final Set<String> OURS =
      new TreeSet<>(
          Set.of(
              "reports",
              "parallel",
              "report.from",
              "report.attach-limit",
              "retry.patience",
              "retry.first-delay",
              "retry.max-delay",
              "contacts.key",
              "history.keep",
              "history.keep-plans",
              "serve.address",
              "serve.port",
              "serve.runs",
              "serve.poll"));
  private static final int MAX_DEPTH = 30;

  private final Path file;
  private final Map<String, Value> values = new LinkedHashMap<>();

  /** What a key has, and where. */
  private record Value(String text, int line) {}

  private ConfigurationFile(Path file) {
    this.file = file;
  }

  /**
   * Checks a file; one that does not exist is in order.
   *
   * @return the keys that end in {@code password} and have a value
   * @throws RollcallException with file and line of the first thing that is wrong
   */
  static Set<String> check(Path file) {
    ConfigurationFile configuration = new ConfigurationFile(file);
    if (Files.exists(file)) {
      configuration.read();
      configuration.values.forEach(configuration::check);
    }
    Set<String> passwords = new TreeSet<>(configuration.values.keySet());
    passwords.removeIf(key -> !isPassword(key));
    return passwords;
  }

  static boolean isPassword(String key) {
    return plain(key).endsWith("password");
  }

  private void read() {
    try {
      Reader text = new StringReader(Files.readString(file, StandardCharsets.UTF_8));
      for (Node document : new Yaml(new LoaderOptions()).composeAll(text)) {
        if (document instanceof MappingNode mapping) {
          flatten("", mapping, 0);
        } else if (!(document instanceof ScalarNode scalar && scalar.getValue().isEmpty())) {
          throw wrong(line(document), "the file must hold keys and values", "spring: ...");
        }
      }
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      throw wrong(
          mark == null ? 1 : mark.getLine() + 1,
          "no YAML: " + e.getProblem(),
          "indent with spaces, and quote texts that have : or #");
    } catch (YAMLException e) {
      throw wrong(1, "no YAML: " + e.getMessage(), "write it as UTF-8 text");
    } catch (CharacterCodingException e) {
      throw wrong(1, "the file is not UTF-8", "save it as UTF-8");
    } catch (IOException e) {
      throw Session.wrongUse(file + " cannot be read: " + e.getMessage(), "check its permissions");
    }
  }

  private void flatten(String prefix, Node node, int depth) {
    if (depth > MAX_DEPTH) {
      throw wrong(line(node), "the keys are nested too deeply", "at most " + MAX_DEPTH + " levels");
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        flatten(prefix.isEmpty() ? name : prefix + "." + name, tuple.getValueNode(), depth + 1);
      }
    } else if (node instanceof SequenceNode sequence) {
      for (int i = 0; i < sequence.getValue().size(); i++) {
        flatten(prefix + "[" + i + "]", sequence.getValue().get(i), depth + 1);
      }
    } else if (node instanceof ScalarNode scalar) {
      Value before = values.put(prefix, new Value(scalar.getValue(), line(scalar)));
      if (before != null) {
        throw wrong(
            line(scalar),
            prefix + " is given twice, also in line " + before.line,
            "keep one of them");
      }
    }
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private void check(String key, Value value) {
    String root = key.replaceFirst("[.\\[].*", "");
    if (!ROOTS.contains(root)) {
      throw wrong(
          value.line, "unknown key " + key, "allowed at the top: rollcall, spring, logging");
    }
    if (root.equals("rollcall")) {
      checkOurs(key, value);
    }
    if (isPassword(key) && !value.text.isEmpty() && !isReference(value.text)) {
      throw wrong(
          value.line,
          key + " must not hold the secret itself",
          "write env:NAME or file:/path there, and the secret into that variable or file");
    }
    String url = value.text.toLowerCase(Locale.ROOT);
    if (url.startsWith("jdbc:")
        && (url.contains("password=") || url.matches("jdbc:[^/]*//[^/?@]*:[^/?@]*@.*"))) {
      throw wrong(
          value.line,
          key + " must not hold a password",
          "take it out of the URL, and name it by spring.datasource.password: env:NAME or"
              + " file:/path");
    }
  }

  private void checkOurs(String key, Value value) {
    String own = key.equals("rollcall") ? "" : key.substring("rollcall.".length());
    if (own.equals("home")) {
      throw wrong(value.line, "the home folder is not set here", "use --home DIR or ROLLCALL_HOME");
    }
    if (own.isEmpty() && value.text.isEmpty()) {
      return;
    }
    if (OURS.stream().noneMatch(known -> plain(known).equals(plain(own)))) {
      throw wrong(
          value.line, "unknown key " + key, "allowed under rollcall: " + String.join(", ", OURS));
    }
    if (own.equals("contacts.key") && !value.text.matches("(env|file):.+")) {
      throw wrong(
          value.line,
          "rollcall.contacts.key must not hold the key itself",
          "write env:NAME or file:/path there; scripts/rollcall contacts new-key FILE makes a key");
    }
    if (own.equals("parallel") && !value.text.matches("[1-9]|[1-5]\\d|6[0-4]")) {
      throw wrong(
          value.line, "rollcall.parallel is a whole number from 1 to 64", "the default is 2");
    }
  }

  /** A reference of ours, or Spring's own to an environment variable, without a default. */
  private static boolean isReference(String text) {
    return text.matches("(env|file):.+") || text.matches("\\$\\{[^:}]+}");
  }

  /** Spring takes attachLimit and attach_limit for attach-limit. */
  private static String plain(String key) {
    return key.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
  }

  private RollcallException wrong(int line, String what, String next) {
    return Session.wrongUse(file + ":" + line + " " + what, next);
  }
}
