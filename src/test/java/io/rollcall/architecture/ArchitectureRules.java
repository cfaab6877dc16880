package io.rollcall.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.rollcall.architecture.Accesses.accessTo;
import static io.rollcall.architecture.Accesses.clockRead;
import static io.rollcall.architecture.Accesses.processEnd;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.job.builder.JobBuilderHelper;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.annotation.Transactional;

/** What holds for every class of the program, and Spring Modulith cannot say. */
public final class ArchitectureRules {
  /** By name: the class is on its way out of Spring Batch, and the compiler says so. */
  private static final String FAULT_TOLERANT_STEP_BUILDER =
      "org.springframework.batch.core.step.builder.FaultTolerantStepBuilder";

  private final String base;

  private ArchitectureRules(String base) {
    this.base = base;
  }

  /**
   * All rules.
   *
   * @param base the package that the rooms lie in
   */
  public static List<Rule> all(String base) {
    var rules = new ArchitectureRules(base);
    return List.of(
        new Rule("beans show what they are", rules.beansShowWhatTheyAre()),
        new Rule("one place ends the process", rules.onePlaceEndsTheProcess()),
        new Rule("only commands print", rules.onlyCommandsPrint()),
        new Rule("nobody prints a stack", rules.nobodyPrintsAStack()),
        new Rule("time comes in by constructor", rules.timeComesInByConstructor()),
        new Rule("no field injection", rules.noFieldInjection()),
        new Rule("every package says where it stands", rules.everyPackageSaysWhereItStands()),
        new Rule("pure rooms know no SQL", rules.pureRoomsKnowNoSql()),
        new Rule("adapters know no job", rules.adaptersKnowNoJob()),
        new Rule("workbooks are made by report", rules.workbooksAreMadeByReport()),
        new Rule("Jackson 3 only", rules.jackson3Only()),
        new Rule("no chunk listeners", rules.noChunkListeners()),
        new Rule("no fault-tolerant steps", rules.noFaultTolerantSteps()),
        new Rule("no incrementers", rules.noIncrementers()),
        new Rule("no declared transactions", rules.noDeclaredTransactions()),
        new Rule("nobody uses cli", rules.nobodyUsesCli()),
        new Rule("only demo uses sandbox", rules.onlyDemoUsesSandbox()),
        new Rule("rooms use what lies below them", rules.roomsUseWhatLiesBelowThem()),
        new Rule("rooms form no cycle", rules.roomsFormNoCycle()),
        new Rule("names say what a thing does", rules.namesSayWhatAThingDoes()));
  }

  private ArchRule beansShowWhatTheyAre() {
    return methods()
        .that()
        .areAnnotatedWith(Bean.class)
        .should()
        .notHaveRawReturnType(
            Predicates.equivalentTo(ItemReader.class)
                .or(Predicates.equivalentTo(ItemWriter.class))
                .or(Predicates.equivalentTo(ItemProcessor.class)))
        .because(
            "Spring Batch looks at the declared type: behind a bare interface open() is never"
                + " called, and a restart begins anew");
  }

  private ArchRule onePlaceEndsTheProcess() {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName(base + ".Rollcall")
        .should()
        .accessTargetWhere(processEnd())
        .because("a command returns its exit code; only main turns it into the process's");
  }

  private ArchRule onlyCommandsPrint() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(room("cli"))
        .and()
        .doNotHaveFullyQualifiedName(base + ".Rollcall")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("stdout is one JSON document or one table, which only the command knows");
  }

  private ArchRule nobodyPrintsAStack() {
    return noClasses()
        .should()
        .accessTargetWhere(accessTo(Throwable.class, Set.of("printStackTrace")))
        .because("an error is shown with its next step, or logged; never both, never raw");
  }

  private ArchRule timeComesInByConstructor() {
    return noClasses()
        .should()
        .accessTargetWhere(clockRead(room("kernel")))
        .because(
            "a Clock comes in by constructor, so that tests decide what time it is; only kernel"
                + " makes one, in a method that returns it");
  }

  private ArchRule noFieldInjection() {
    return fields()
        .should()
        .notBeAnnotatedWith(Autowired.class)
        .andShould()
        .notBeAnnotatedWith(Value.class)
        .andShould()
        .notBeAnnotatedWith("jakarta.inject.Inject")
        .andShould()
        .notBeAnnotatedWith("jakarta.annotation.Resource")
        .because("what a class needs is seen in its constructor");
  }

  private ArchRule everyPackageSaysWhereItStands() {
    return classes()
        .should(PackageConditions.liveInNullMarkedPackages())
        .andShould(PackageConditions.liveInDeclaredModulesOf(base))
        .because("null and allowed dependencies are checked only where they are declared");
  }

  private ArchRule pureRoomsKnowNoSql() {
    return noClasses()
        .that()
        .resideInAnyPackage(
            rooms("kernel", "definitions", "exchange", "activedirectory", "entra", "graph", "pst"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
        .because("these rooms are tested without a database");
  }

  private ArchRule adaptersKnowNoJob() {
    return noClasses()
        .that()
        .resideInAnyPackage(rooms("exchange", "activedirectory", "entra", "graph", "pst"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework.batch..")
        .because("an adapter serves any family, and is tested without a job");
  }

  private ArchRule workbooksAreMadeByReport() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(room("report"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.poi..")
        .because("text must go into text cells, and memory must stay flat: one room sees to it");
  }

  private ArchRule jackson3Only() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson.databind..")
        .because("Jackson 2 is on the class path for libraries alone; ours is tools.jackson");
  }

  private ArchRule noChunkListeners() {
    return noClasses()
        .should()
        .implement(ChunkListener.class)
        .because("Spring Batch 6 does not call them when a step uses a task executor");
  }

  private ArchRule noFaultTolerantSteps() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(FAULT_TOLERANT_STEP_BUILDER)
        .orShould()
        .accessTargetWhere(
            accessTo(
                ChunkOrientedStepBuilder.class,
                Set.of(
                    "faultTolerant", "retry", "retryLimit", "retryPolicy", "skip", "skipPolicy")))
        .because(
            "a rollback inside its retry can let the step go on without the chunk; a failed chunk"
                + " is redone whole in a new transaction instead (docs/adr/0004)");
  }

  private ArchRule noDeclaredTransactions() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Transactional.class)
        .because("nothing here reads the annotation: a TransactionTemplate begins a transaction");
  }

  private ArchRule noIncrementers() {
    return noClasses()
        .should()
        .accessTargetWhere(accessTo(JobBuilderHelper.class, Set.of("incrementer")))
        .because("JobOperator.start ignores the parameters of a job that has one");
  }

  private ArchRule nobodyUsesCli() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(room("cli"))
        .and()
        .doNotHaveFullyQualifiedName(base + ".Rollcall")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(room("cli"))
        .because("commands are one face among others; nothing may need them");
  }

  private ArchRule onlyDemoUsesSandbox() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(rooms("sandbox", "cli"))
        .and()
        .doNotHaveFullyQualifiedName(base + ".Rollcall")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(room("sandbox"))
        .because("stand-ins serve demo and tests; no job may notice them");
  }

  private ArchRule roomsUseWhatLiesBelowThem() {
    return classes()
        .should(new RoomMap(base).holds())
        .because("a family must be removable, and an adapter usable, without the rest");
  }

  private ArchRule roomsFormNoCycle() {
    return slices()
        .matching(base + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("rooms in a cycle are one room with several names");
  }

  private ArchRule namesSayWhatAThingDoes() {
    return noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .because("such a name says what a thing is not sure of being");
  }

  private String room(String name) {
    return base + "." + name + "..";
  }

  private String[] rooms(String... names) {
    return List.of(names).stream().map(this::room).toArray(String[]::new);
  }
}
