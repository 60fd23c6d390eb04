package org.tidewaiter.sensor;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.capture.live.Flood;
import org.tidewaiter.capture.live.NetworkNamespace;

/** A network namespace of its own for each test, and what the tests of the sensor send with. */
abstract class SensorInNetwork {
  @TempDir Path directory;

  /** Where the sensor writes. */
  Path out;

  NetworkNamespace network;

  /** Path of the program that sends many packets. */
  String flood;

  @BeforeEach
  void makeNetwork() throws Exception {
    network = NetworkNamespace.create();
    flood = Flood.program();
    out = directory.resolve("reports");
  }

  @AfterEach
  void removeNetwork() throws Exception {
    if (network != null) {
      network.close();
    }
  }
}
