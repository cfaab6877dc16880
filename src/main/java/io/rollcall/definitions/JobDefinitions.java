package io.rollcall.definitions;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.RollcallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The job definitions of a home folder: its {@code jobs/*.yaml} and {@code *.yml}, hidden files
 * apart. The files are read anew at each call. Safe for several threads.
 */
public final class JobDefinitions {
  private final Path folder;
  private final Path home;
  private final DefinitionReader reader;

  /**
   * @param folder holds the files; its parent is the home folder, which relative paths in a
   *     definition are relative to
   * @param families the record of each family, by the word that {@code family} has in a file
   * @throws IllegalArgumentException when one is no record
   */
  public JobDefinitions(Path folder, Map<String, Class<? extends FamilyDefinition>> families) {
    for (Class<?> family : families.values()) {
      if (!family.isRecord()) {
        throw new IllegalArgumentException(family + " is no record");
      }
    }
    this.folder = folder.toAbsolutePath().normalize();
    Path parent = this.folder.getParent();
    this.home = parent == null ? this.folder : parent;
    this.reader = new DefinitionReader(home, families);
  }

  /**
   * All jobs, by name.
   *
   * @throws InvalidDefinitions with all errors of all files, when there is one
   * @throws RollcallException when the folder cannot be read
   */
  public List<JobDefinition> all() {
    List<JobDefinition> jobs = new ArrayList<>();
    List<DefinitionError> errors = new ArrayList<>();
    for (Path file : files()) {
      Reading reading = read(file);
      errors.addAll(reading.errors);
      if (reading.job != null) {
        jobs.add(reading.job);
      }
    }
    if (!errors.isEmpty()) {
      throw new InvalidDefinitions(errors);
    }
    return jobs;
  }

  /**
   * The jobs whose files are sound, by name: another job's broken file is no reason to fail.
   *
   * @throws RollcallException when the folder cannot be read
   */
  public List<JobDefinition> sound() {
    List<JobDefinition> jobs = new ArrayList<>();
    for (Path file : files()) {
      JobDefinition job = read(file).job;
      if (job != null) {
        jobs.add(job);
      }
    }
    return jobs;
  }

  /**
   * The names of all jobs, in order, sound or not.
   *
   * @throws RollcallException when the folder cannot be read
   */
  public List<String> names() {
    return files().stream().map(DefinitionReader::jobName).distinct().toList();
  }

  /**
   * One job; errors in other files do not matter.
   *
   * @throws InvalidDefinitions when its file has errors
   * @throws RollcallException with {@link ExitCode#NOT_FOUND} when no file has this name, or when
   *     the folder cannot be read
   */
  public JobDefinition get(String name) {
    List<Path> files = files();
    for (Path file : files) {
      if (DefinitionReader.jobName(file).equals(name)) {
        Reading reading = read(file);
        if (reading.job == null) {
          throw new InvalidDefinitions(reading.errors);
        }
        return reading.job;
      }
    }
    throw unknown(name, files.stream().map(DefinitionReader::jobName).distinct().toList());
  }

  /**
   * All errors of all files, by file, line and column; empty when every file is sound.
   *
   * @throws RollcallException when the folder cannot be read
   */
  public List<DefinitionError> check() {
    return files().stream().flatMap(file -> read(file).errors.stream()).toList();
  }

  /** All errors of one file, which may lie outside of the folder. */
  public List<DefinitionError> check(Path file) {
    return read(file).errors;
  }

  private Reading read(Path given) {
    Path file = given.toAbsolutePath().normalize();
    var errors = new Errors(file.startsWith(home) ? home.relativize(file) : given);
    Path twin = twin(file);
    if (twin != null) {
      errors.add("the job is defined twice, also in " + twin.getFileName(), "");
    }
    JobDefinition job = reader.read(file, errors);
    return new Reading(errors.count() > 0 ? null : job, errors.inOrder());
  }

  /** The file that has the same name but the other extension. */
  private static @Nullable Path twin(Path file) {
    String name = DefinitionReader.jobName(file);
    String other = file.toString().endsWith(".yml") ? name + ".yaml" : name + ".yml";
    Path twin = file.resolveSibling(other);
    return !name.isEmpty() && Files.exists(twin) ? twin : null;
  }

  private List<Path> files() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> !DefinitionReader.jobName(file).isEmpty())
          // Editors keep their locks and copies beside a file, as .#acme.yaml.
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "the folder of job definitions cannot be read: " + folder,
          "make it with `scripts/rollcall init`, or name another home with --home",
          e);
    }
  }

  private static RollcallException unknown(String name, List<String> names) {
    List<String> near = Nearest.of(name, names);
    return new RollcallException(
        ExitCode.NOT_FOUND,
        "there is no job " + Errors.shown(name),
        (near.isEmpty() ? "" : "did you mean " + String.join(" or ", near) + "? ")
            + "`scripts/rollcall jobs` lists them");
  }

  private record Reading(@Nullable JobDefinition job, List<DefinitionError> errors) {}
}
