package org.marshrut.solver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The arrows between the packages.
class ArchitectureTest {

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.marshrut.solver");

    @Test
    void nothingButTheJdkAndJSpecifyIsUsed() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.marshrut.solver..")
                .check(MAIN);
    }

    @Test
    void theOracleSharesNothingWithTheSearch() {
        noClasses()
                .that()
                .resideInAPackage("..internal.check..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..internal.model..",
                        "..internal.segment..",
                        "..internal.move..",
                        "..internal.search..")
                .check(MAIN);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..internal.model..", "..internal.segment..", "..internal.move..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..internal.check..")
                .check(MAIN);
    }

    @Test
    void lowerLayersDoNotKnowTheUpper() {
        noClasses()
                .that()
                .resideInAPackage("..internal.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..internal.segment..", "..internal.move..", "..internal.search..")
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage("..internal.segment..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..internal.move..", "..internal.search..")
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage("..internal.move..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..internal.search..")
                .check(MAIN);
    }

    @Test
    void onlyTheSolverItselfOpensTheInside() {
        classes()
                .that()
                .resideInAPackage("..internal..")
                .should()
                .onlyBeAccessed()
                .byClassesThat(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                        "..internal..")
                                .or(
                                        com.tngtech.archunit.core.domain.JavaClass.Predicates
                                                .equivalentTo(Solver.class)))
                .check(MAIN);
    }
}
