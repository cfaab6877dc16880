package io.rollcall.cli;

import io.rollcall.backendsync.BackendSyncDefinition;
import io.rollcall.cli.Views.ErrorView;
import io.rollcall.cli.Views.ValidationView;
import io.rollcall.contacts.ContactsBackupDefinition;
import io.rollcall.definitions.DefinitionError;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.directorysync.DirectorySyncDefinition;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.Plural;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    description = {
      "Checks job definitions and rollcall.yaml, without a database.",
      "Prints file:line:column, what is wrong, what is allowed."
    })
@Ends(
    with = {ExitCode.DONE, ExitCode.NOT_FOUND},
    example = "validate jobs/acme-backend.yaml")
final class ValidateCommand implements Callable<Integer> {
  /** Without the families' beans, which need a database. */
  static final Map<String, Class<? extends FamilyDefinition>> FAMILIES =
      Map.of(
          "backend-sync", BackendSyncDefinition.class,
          "directory-sync", DirectorySyncDefinition.class,
          "contacts-backup", ContactsBackupDefinition.class);

  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "One definition, also from elsewhere. Default: all of jobs/.")
  @Nullable Path file;

  ValidateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Home home = session.home();
    if (file != null && !Files.isRegularFile(file)) {
      throw new io.rollcall.kernel.RollcallException(
          ExitCode.NOT_FOUND, "there is no file " + file, "name a file, as jobs/acme.yaml");
    }
    if (file == null) {
      home.require();
    }
    ConfigurationFile.check(home.configuration());
    JobDefinitions definitions = new JobDefinitions(home.jobs(), FAMILIES);
    List<DefinitionError> errors = file == null ? definitions.check() : definitions.check(file);
    if (json.json) {
      session.print(
          new ValidationView(
              errors.isEmpty(), errors.stream().map(ValidateCommand::view).toList()));
    } else if (errors.isEmpty()) {
      session.say(
          file == null
              ? "in order: " + Plural.of(definitions.names().size(), "job")
              : "in order: " + file);
    } else {
      errors.forEach(error -> session.say(error.toString()));
    }
    return (errors.isEmpty() ? ExitCode.DONE : ExitCode.WRONG_USE).code();
  }

  private static ErrorView view(DefinitionError error) {
    return new ErrorView(
        error.file().toString(), error.line(), error.column(), error.what(), error.allowed());
  }
}
