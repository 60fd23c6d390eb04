package org.tidewaiter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** One direction, no way back: each stage knows only the stages to its left. */
class PackageDependencyTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.tidewaiter");

  @Test
  void theLayoutIsTheDataFlow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("capture")
        .definedBy("org.tidewaiter.capture..")
        .layer("decode")
        .definedBy("org.tidewaiter.decode..")
        .layer("payload")
        .definedBy("org.tidewaiter.payload..")
        .layer("flow")
        .definedBy("org.tidewaiter.flow..")
        .layer("rules")
        .definedBy("org.tidewaiter.rules..")
        .layer("service")
        .definedBy("org.tidewaiter.service..")
        .layer("policy")
        .definedBy("org.tidewaiter.policy..")
        .layer("detect")
        .definedBy("org.tidewaiter.detect..")
        .layer("report")
        .definedBy("org.tidewaiter.report..")
        .layer("learn")
        .definedBy("org.tidewaiter.learn..")
        .layer("sensor")
        .definedBy("org.tidewaiter.sensor..")
        .withOptionalLayers(true)
        .layer("root")
        .definedBy("org.tidewaiter")
        .layer("cli")
        .definedBy("org.tidewaiter.cli..")
        .whereLayer("capture")
        .mayNotAccessAnyLayer()
        .whereLayer("decode")
        .mayOnlyAccessLayers("capture")
        .whereLayer("payload")
        .mayNotAccessAnyLayer()
        .whereLayer("flow")
        .mayOnlyAccessLayers("capture", "decode", "payload")
        .whereLayer("rules")
        .mayNotAccessAnyLayer()
        .whereLayer("service")
        .mayOnlyAccessLayers("rules")
        .whereLayer("policy")
        .mayOnlyAccessLayers("rules", "service")
        .whereLayer("detect")
        .mayOnlyAccessLayers("decode", "payload", "flow", "rules", "service", "policy")
        .whereLayer("report")
        .mayOnlyAccessLayers(
            "capture", "decode", "payload", "flow", "rules", "service", "policy", "detect")
        .whereLayer("learn")
        .mayOnlyAccessLayers("rules", "service", "policy", "report")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void onlyOneClassKnowsPcap4jAndNothingItsPackets() {
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith("Libpcap")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.pcap4j.core..")
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.pcap4j.packet", "org.pcap4j.packet.factory..")
        .check(CLASSES);
  }

  @Test
  void onlyOnePackageKnowsSparkAndNothingKnowsThatPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.tidewaiter.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.tidewaiter.spark..", "org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.tidewaiter.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tidewaiter.cli..", "org.tidewaiter.sensor..")
        .check(CLASSES);
  }

  @Test
  void replayReadsNothingFromTheNetwork() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.tidewaiter.sensor..", "org.tidewaiter.cli..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.Socket")
        .check(CLASSES);
  }

  @Test
  void nothingIsDeserialised() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .check(CLASSES);
  }

  @Test
  void noClassIsLoadedByAName() {
    // The sensor's signals are the JDK's own, which it does not export.
    noClasses()
        .that()
        .resideOutsideOfPackage("org.tidewaiter.sensor")
        .should()
        .callMethod(Class.class, "forName", String.class)
        .check(CLASSES);
  }
}
