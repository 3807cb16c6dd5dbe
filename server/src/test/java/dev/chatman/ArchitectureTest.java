package dev.chatman;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/** The rules of server/ARCHITECTURE.md, which names each of them. */
@AnalyzeClasses(packages = "dev.chatman", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> JDK = resideInAnyPackage("java..", "org.jspecify..");

    @ArchTest
    static final ArchRule theSpiKnowsOnlyTheJdk = classes()
            .that(resideInAPackage("dev.chatman.spi.."))
            .should()
            .onlyDependOnClassesThat(JDK.or(resideInAPackage("dev.chatman.spi..")));

    @ArchTest
    static final ArchRule theChatCoreKnowsOnlyTheJdkAndTheSpi = classes()
            .that(resideInAPackage("dev.chatman.chat.."))
            .should()
            .onlyDependOnClassesThat(JDK.or(resideInAnyPackage("dev.chatman.chat..", "dev.chatman.spi..")));

    @ArchTest
    static final ArchRule theChatCoreKnowsNoNetworkAndNoJdbc = noClasses()
            .that(resideInAPackage("dev.chatman.chat.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net..", "java.sql.."));

    @ArchTest
    static final ArchRule settingsKnowNoOtherRoom = classes()
            .that(resideInAPackage("dev.chatman.settings.."))
            .should()
            .onlyDependOnClassesThat(JDK.or(resideInAnyPackage("dev.chatman.settings..", "com.google.gson..")));

    @ArchTest
    static final ArchRule providersKnowPortsSpiAndSettings = noClasses()
            .that(resideInAPackage("dev.chatman.provider.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.chatman.cli..",
                    "dev.chatman.lsp..",
                    "dev.chatman.protocol..",
                    "dev.chatman.context..",
                    "org.eclipse.lsp4j..",
                    "picocli.."));

    @ArchTest
    static final ArchRule facesDoNotKnowProviders = noClasses()
            .that(resideInAnyPackage("dev.chatman.cli..", "dev.chatman.lsp..", "dev.chatman.context.."))
            .should()
            .dependOnClassesThat(resideInAPackage("dev.chatman.provider.."));

    @ArchTest
    static final ArchRule contextKnowsOnlyTheChatCore = noClasses()
            .that(resideInAPackage("dev.chatman.context.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.chatman.cli..", "dev.chatman.lsp..", "dev.chatman.settings..", "com.google.gson.."));

    @ArchTest
    static final ArchRule wireRecordsKnowOnlyLsp4j = noClasses()
            .that(resideInAPackage("dev.chatman.protocol.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.chatman.cli..", "dev.chatman.lsp..", "dev.chatman.provider..", "dev.chatman.chat.."));

    @ArchTest
    static final ArchRule onlyTheHostTouchesTheNativeBinding = noClasses()
            .that(DescribedPredicate.not(resideInAPackage("dev.chatman.provider.embedded.host..")))
            .should()
            .dependOnClassesThat(resideInAPackage("de.kherud.."));

    @ArchTest
    static final ArchRule onlyTransportAndDownloadOpenConnections = noClasses()
            .that(DescribedPredicate.not(
                    resideInAnyPackage("dev.chatman.provider.http..", "dev.chatman.provider.embedded..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net.http..", "javax.net.."));

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.chatman.(**)").should().beFreeOfCycles();

    /** Standard output is the wire; the faces get their streams from the wiring, the host redirects its own. */
    @ArchTest
    static final ArchRule nobodyElseTouchesStandardOutput = noClasses()
            .that(DescribedPredicate.not(resideInAPackage("dev.chatman.provider.embedded.host.."))
                    .and(DescribedPredicate.not(resideInAPackage("dev.chatman"))))
            .should()
            .accessField(System.class, "out");

    @ArchTest
    static final ArchRule onlyTheWiringMakesThreadPools = noClasses()
            .that(DescribedPredicate.not(resideInAPackage("dev.chatman.provider.embedded.host.."))
                    .and(DescribedPredicate.not(resideInAPackage("dev.chatman"))))
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "make thread pools",
                    javaClass ->
                            javaClass.isEquivalentTo(Executors.class) || javaClass.isEquivalentTo(ForkJoinPool.class)));

    @ArchTest
    static final ArchRule noCommonPool = noClasses()
            .should()
            .callMethod(CompletableFuture.class, "supplyAsync", java.util.function.Supplier.class)
            .orShould()
            .callMethod(CompletableFuture.class, "runAsync", Runnable.class);

    @ArchTest
    static final ArchRule namesSayWhatThingsAre =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)");

    @ArchTest
    static final ArchRule sharedStateIsNotStatic =
            fields().that().areStatic().and().areNotFinal().should().bePrivate().allowEmptyShould(true);
}
