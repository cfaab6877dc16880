package io.rollcall.cli;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What docs/commands.md must say of a command, and of a JSON document. */
final class CommandsDocument {

  private CommandsDocument() {}

  /** Heading, description, options, exit codes and example. */
  static String section(CommandSpec spec) {
    StringBuilder text = new StringBuilder();
    String name = spec.qualifiedName(" ").substring(Commands.NAME.length() + 1);
    String operands =
        spec.positionalParameters().stream()
            .map(one -> " " + (one.required() ? one.paramLabel() : "[" + one.paramLabel() + "]"))
            .collect(joining());
    text.append("### `").append(name).append(operands).append("`\n\n");
    text.append(String.join(" ", spec.usageMessage().description())).append("\n\n");
    text.append("| argument | meaning |\n|---|---|\n");
    spec.positionalParameters().forEach(one -> row(text, one.paramLabel(), one));
    for (OptionSpec option : spec.options()) {
      if (!option.inherited() && !option.usageHelp()) {
        row(text, names(option), option);
      }
    }
    Ends ends = spec.userObject().getClass().getAnnotation(Ends.class);
    text.append("\nExit codes ")
        .append(String.join(", ", Commands.codes(ends).keySet()))
        .append(". Example: `")
        .append(Commands.NAME)
        .append(' ')
        .append(ends.example())
        .append("`\n");
    return text.toString();
  }

  private static String names(OptionSpec option) {
    String names = String.join(", ", option.names());
    return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
  }

  private static void row(StringBuilder text, String name, ArgSpec argument) {
    text.append("| `").append(name).append("` | ");
    text.append(
        String.join(" ", argument.description())
            .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()))
            .replace("|", "\\|"));
    text.append(" |\n");
  }

  /** {@code `RunNumber`: `run` number, `state` text}. */
  static String shape(Class<?> view) {
    return "`"
        + view.getSimpleName()
        + "`: "
        + Arrays.stream(view.getRecordComponents())
            .map(one -> "`" + one.getName() + "` " + type(one))
            .collect(joining(", "));
  }

  private static String type(RecordComponent component) {
    boolean nullable =
        Arrays.stream(component.getAnnotatedType().getAnnotations())
            .anyMatch(one -> one.annotationType().getSimpleName().equals("Nullable"));
    return type(component.getGenericType()) + (nullable ? " or null" : "");
  }

  private static String type(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      Type[] arguments = parameterized.getActualTypeArguments();
      return parameterized.getRawType() == Map.class
          ? "object of " + type(arguments[1]) + "s"
          : "list of " + type(arguments[0]);
    }
    if (type == String.class) {
      return "text";
    }
    if (type == boolean.class) {
      return "true/false";
    }
    if (type == Instant.class) {
      return "time";
    }
    if (List.of(long.class, int.class, Long.class, Integer.class, Double.class).contains(type)) {
      return "number";
    }
    return ((Class<?>) type).getSimpleName();
  }
}
