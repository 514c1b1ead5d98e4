package org.marshrut.llm;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import org.junit.jupiter.api.Test;

/// The arrows of this module: what may use what.
class ArchitectureTest {

    private static final String ROOT = "org.marshrut.llm";
    private static final String INTERNAL = ROOT + ".internal.";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void libraryUsesOnlyTheJdkAndThreeSmallLibraries() {
        holds(
                classes()
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage(
                                        ROOT + "..",
                                        "java..",
                                        "org.jspecify.annotations..",
                                        "org.slf4j..",
                                        "tools.jackson..",
                                        "io.github.resilience4j..")));
    }

    @Test
    void nativeBindingIsUsedByTheWorkerAlone() {
        holds(
                noClasses()
                        .that(resideOutsideOfPackages(INTERNAL + "ffi..", INTERNAL + "worker.."))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(INTERNAL + "ffi..")));
    }

    @Test
    void foreignFunctionsAreLookedUpInTheBindingAlone() {
        holds(
                noClasses()
                        .that(resideOutsideOfPackages(INTERNAL + "ffi.."))
                        .should()
                        .dependOnClassesThat(
                                belongToAnyOf(
                                        Linker.class,
                                        SymbolLookup.class,
                                        FunctionDescriptor.class)));
    }

    /// The worker reads logits where they are; nobody else sees memory outside the heap.
    @Test
    void foreignMemoryStaysInTheWorker() {
        holds(
                noClasses()
                        .that(resideOutsideOfPackages(INTERNAL + "ffi..", INTERNAL + "worker.."))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("java.lang.foreign..")));
    }

    @Test
    void httpAndJsonBelongToRemoteModels() {
        holds(
                noClasses()
                        .that(resideOutsideOfPackages(INTERNAL + "remote.."))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                        "tools.jackson..",
                                        "java.net.http..",
                                        "io.github.resilience4j..")));
    }

    @Test
    void internalPackagesDoNotDependOnEachOtherInCircles() {
        holds(slices().matching(INTERNAL + "(*)..").should().beFreeOfCycles());
    }

    @Test
    void fileFormatAndNativesStandAlone() {
        holds(
                noClasses()
                        .that(resideInAnyPackage(INTERNAL + "gguf..", INTERNAL + "natives.."))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                        ROOT,
                                        INTERNAL + "ffi..",
                                        INTERNAL + "remote..",
                                        INTERNAL + "supervisor..",
                                        INTERNAL + "worker..")));
    }

    private static void holds(ArchRule rule) {
        rule.check(CLASSES);
    }
}
