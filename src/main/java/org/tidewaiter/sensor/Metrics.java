package org.tidewaiter.sensor;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/**
 * Serves the sensor's numbers to Prometheus over HTTP: {@code /metrics}, and {@code /-/healthy}.
 *
 * <p>Each answer is made of one {@link SensorStatus}, so its numbers fit together. Beside them are
 * the library's numbers on garbage collection, memory and the process (open files, processor time).
 * Nothing listens unless this is started, and it serves whoever can reach the address, so that is
 * better the loopback one.
 */
public final class Metrics implements Closeable {
  /** Port to use where none is given. */
  public static final int DEFAULT_PORT = 9688;

  private final HTTPServer server;

  private Metrics(HTTPServer server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param address address and port; port 0 takes a free one
   * @param status gives the newest status; called by the server's threads
   * @throws IOException if the address cannot be listened to; the message names it
   */
  public static Metrics serve(InetSocketAddress address, Supplier<SensorStatus> status)
      throws IOException {
    if (address.isUnresolved()) {
      throw new IOException("metrics address " + address.getHostString() + " is not known");
    }
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(() -> StatusMetrics.of(status.get()));
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmMemoryMetrics.builder().register(registry);
    ProcessMetrics.builder().register(registry);
    try {
      return new Metrics(
          HTTPServer.builder()
              .inetAddress(address.getAddress())
              .port(address.getPort())
              .registry(registry)
              .buildAndStart());
    } catch (IOException e) {
      throw new IOException("metrics cannot listen on " + address + ": " + e.getMessage(), e);
    }
  }

  /** Port that is listened to. */
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.close();
  }
}
