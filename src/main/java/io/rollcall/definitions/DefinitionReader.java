package io.rollcall.definitions;

import io.rollcall.kernel.FamilyDefinition;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one file. */
final class DefinitionReader {
  private static final String FAMILY = "family";
  private static final Pattern FILE_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}\\.ya?ml");
  private static final Pattern EXTENSION = Pattern.compile("(?i)\\.ya?ml$");

  private final Path home;
  private final Map<String, Class<? extends FamilyDefinition>> families;

  /**
   * @param home what relative paths in the file are relative to
   */
  DefinitionReader(Path home, Map<String, Class<? extends FamilyDefinition>> families) {
    this.home = home;
    this.families = new TreeMap<>(families);
  }

  /** The job that a file defines; null when {@code errors} got any. */
  @Nullable JobDefinition read(Path file, Errors errors) {
    if (!FILE_NAME.matcher(fileName(file)).matches()) {
      errors.add(
          "the file's name is the job's name", "a-z, 0-9 and -, at most 100 of them, then .yaml");
    }
    String text = DefinitionText.of(file, errors);
    MappingNode root = text == null ? null : YamlDocument.of(text, errors);
    String family = root == null ? null : family(root, errors);
    Class<? extends FamilyDefinition> record = family == null ? null : families.get(family);
    if (root == null || family == null || record == null) {
      return null;
    }
    Object bound = new RecordBinder(home, errors).bind(record, root, "", FAMILY);
    if (!(bound instanceof FamilyDefinition definition) || errors.count() > 0) {
      return null;
    }
    String digest = new Canonical(home).digest(family, (Record) bound);
    return new JobDefinition(jobName(file), file, family, definition, digest);
  }

  /** A file's name without {@code .yaml}; empty when it is no definition's. */
  static String jobName(Path file) {
    String name = fileName(file);
    var extension = EXTENSION.matcher(name);
    return extension.find() ? name.substring(0, extension.start()) : "";
  }

  private static String fileName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  private @Nullable String family(MappingNode root, Errors errors) {
    String allowed = String.join(", ", families.keySet());
    Node node = value(root);
    if (node == null) {
      errors.add(root, "missing key " + FAMILY, allowed);
      return null;
    }
    if (!(node instanceof ScalarNode scalar)) {
      errors.add(node, "a family is one word", allowed);
      return null;
    }
    String family = scalar.getValue();
    if (!families.containsKey(family)) {
      String hint = Nearest.hint(family, families.keySet());
      errors.add(node, "unknown family " + Errors.shown(family) + hint, allowed);
      return null;
    }
    return family;
  }

  private static @Nullable Node value(MappingNode root) {
    for (NodeTuple entry : root.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(FAMILY)) {
        return entry.getValueNode();
      }
    }
    return null;
  }
}
