package io.rollcall.definitions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.backendsync.BackendSyncDefinition;
import io.rollcall.contacts.ContactsBackupDefinition;
import io.rollcall.directorysync.DirectorySyncDefinition;
import io.rollcall.kernel.FamilyDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A home folder of a test, with its jobs. */
record Home(Path folder) {
  static final Map<String, Class<? extends FamilyDefinition>> SHIPPED =
      Map.of(
          "backend-sync", BackendSyncDefinition.class,
          "contacts-backup", ContactsBackupDefinition.class,
          "directory-sync", DirectorySyncDefinition.class);
  static final Map<String, Class<? extends FamilyDefinition>> FAMILIES =
      Stream.concat(
              SHIPPED.entrySet().stream(),
              Stream.of(Map.entry("everything", EverythingDefinition.class)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  /** What every definition of the family {@code backend-sync} needs. */
  static final String LEAST =
      """
      family: backend-sync
      organizations: all
      source: {type: exchange-export, path: exports}
      """;

  Home {
    try {
      Files.createDirectories(folder.resolve("jobs"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  JobDefinitions definitions() {
    return new JobDefinitions(folder.resolve("jobs"), FAMILIES);
  }

  Path file(String name, byte[] content) {
    try {
      return Files.write(folder.resolve("jobs").resolve(name), content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Path file(String name, String content) {
    return file(name, content.getBytes(UTF_8));
  }

  JobDefinition job(String content) {
    file("acme.yaml", content);
    return definitions().get("acme");
  }

  BackendSyncDefinition backendSync(String content) {
    return (BackendSyncDefinition) job(content).definition();
  }

  EverythingDefinition everything(String content) {
    return (EverythingDefinition) job("family: everything\n" + content).definition();
  }

  /** The lines that {@code validate} prints for {@code jobs/acme.yaml} with this content. */
  List<String> errors(String content) {
    return errors(file("acme.yaml", content));
  }

  List<String> errors(Path file) {
    return definitions().check(file).stream().map(DefinitionError::toString).toList();
  }
}
