package ru.t2.marshrut;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;

/// The rules of the house that a compiler does not know.
@AnalyzeClasses(
        packagesOf = MarshrutApplication.class,
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @Test
    void featuresDependOnlyOnWhatTheyDeclare() {
        ApplicationModules.of(MarshrutApplication.class).verify();
    }

    @ArchTest
    static final ArchRule onlyRepositoriesTalkSql =
            noClasses()
                    .that()
                    .haveSimpleNameNotEndingWith("Repository")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(JdbcClient.class);

    @ArchTest
    static final ArchRule onlyTheAssistantAsksModels =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..assistant..")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("org.marshrut.llm.LanguageModel");

    @ArchTest
    static final ArchRule librariesAreUsedThroughTheirFrontDoor =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.marshrut.llm.internal..", "org.marshrut.solver.internal..");

    @ArchTest
    static final ArchRule onlyRoutingAndPlanningImportTheSolver =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..routing..", "..planning..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.marshrut.solver..");

    @ArchTest
    static final ArchRule timeComesFromTheClock =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(LocalTime.class, "now")
                    .orShould()
                    .callMethod(LocalDateTime.class, "now")
                    .orShould()
                    .callMethod(OffsetDateTime.class, "now")
                    .orShould()
                    .callMethod(ZonedDateTime.class, "now")
                    .orShould()
                    .callMethod(Clock.class, "systemDefaultZone")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule namesSayWhatAClassDoes =
            noClasses().should().haveNameMatching(".*(Impl|Util|Utils|Helper|Manager)$");

    @ArchTest
    static final ArchRule controllersAreThePackagesOwnBusiness =
            classes()
                    .that()
                    .haveSimpleNameEndingWith("Controller")
                    .or()
                    .haveSimpleNameEndingWith("Repository")
                    .should()
                    .bePackagePrivate();
}
