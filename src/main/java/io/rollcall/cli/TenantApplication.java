package io.rollcall.cli;

import io.rollcall.contacts.ContactsBackupDefinition;
import io.rollcall.definitions.JobDefinition;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.directorysync.DirectorySyncDefinition;
import io.rollcall.graph.GraphEndpoints;
import io.rollcall.graph.GraphSource;
import io.rollcall.graph.MicrosoftGraphSource;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.Organization;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The application that signs in to an organization's tenant, and in which cloud. */
record TenantApplication(String clientId, GraphEndpoints endpoints) {

  /**
   * @param given the application that a person names; null: the one of the organization's jobs
   * @throws io.rollcall.kernel.RollcallException when the jobs name none, or several
   */
  static TenantApplication of(Program program, Organization organization, @Nullable String given) {
    Set<TenantApplication> all = ofJobs(program.bean(JobDefinitions.class), organization);
    Set<GraphEndpoints> clouds =
        all.stream().map(TenantApplication::endpoints).collect(Collectors.toSet());
    if (given != null && clouds.size() <= 1) {
      return new TenantApplication(
          given, clouds.stream().findFirst().orElse(GraphEndpoints.GLOBAL));
    }
    if (all.size() == 1) {
      return all.iterator().next();
    }
    String advice = "add --client-id ID: the application's id (client id) in its registration";
    if (all.isEmpty()) {
      throw Session.wrongUse(
          "no job says which application signs in to " + organization.key(), advice);
    }
    throw Session.wrongUse(
        "the jobs of %s sign in as different applications: %s"
            .formatted(
                organization.key(),
                all.stream()
                    .map(one -> one.clientId() + " at " + one.endpoints().login())
                    .collect(Collectors.joining(", "))),
        clouds.size() > 1 ? "name one cloud in all of them: a tenant lives in one" : advice);
  }

  private static Set<TenantApplication> ofJobs(JobDefinitions jobs, Organization organization) {
    Set<TenantApplication> found = new LinkedHashSet<>();
    for (JobDefinition job : jobs.sound()) {
      if (job.definition().organizations().covers(organization.key())) {
        source(job.definition())
            .ifPresent(
                graph ->
                    found.add(
                        new TenantApplication(
                            graph.clientId(),
                            GraphEndpoints.of(graph.graphUrl(), graph.loginUrl()))));
      }
    }
    return found;
  }

  private static Optional<MicrosoftGraphSource> source(FamilyDefinition job) {
    GraphSource source = null;
    if (job instanceof DirectorySyncDefinition directory) {
      source = directory.source();
    } else if (job instanceof ContactsBackupDefinition backup) {
      source = backup.source();
    }
    return source instanceof MicrosoftGraphSource graph ? Optional.of(graph) : Optional.empty();
  }
}
