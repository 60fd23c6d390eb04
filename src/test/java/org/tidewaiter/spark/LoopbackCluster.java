package org.tidewaiter.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** A standalone cluster of processes on this machine: a master and workers of one core each. */
final class LoopbackCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  private final Path home;
  private final int port;
  private final List<Process> processes = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();

  /** Starts a master and so many workers. */
  LoopbackCluster(Path directory, int workerCount) throws Exception {
    ArchiveRun.assumeHadoopRuns();
    // Where Spark looks for its own jars, which are on the class path here.
    home = Files.createDirectories(directory.resolve("spark-home"));
    Files.createDirectories(home.resolve("jars"));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      port = free.getLocalPort();
    }
    start(
        "org.apache.spark.deploy.master.Master",
        "--host",
        HOST,
        "--port",
        Integer.toString(port),
        "--webui-port",
        "0");
    awaitMaster();
    for (int i = 0; i < workerCount; i++) {
      workers.add(
          start(
              "org.apache.spark.deploy.worker.Worker",
              "--host",
              HOST,
              "--cores",
              "1",
              "--memory",
              "2g",
              "--webui-port",
              "0",
              "--work-dir",
              directory.resolve("worker" + i).toString(),
              "spark://" + HOST + ":" + port));
    }
  }

  private Process start(String mainClass, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", CLASS_PATH));
    command.add(mainClass);
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    Path log = home.resolve("process" + processes.size() + ".log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private void awaitMaster() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try (Socket socket = new Socket(HOST, port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw new UncheckedIOException("the master did not start", e);
        }
        Thread.sleep(100);
      }
    }
  }

  /** A context on the cluster with so many executors of one core. */
  JavaSparkContext context(int executors) {
    SparkConf conf =
        new SparkConf()
            .setMaster("spark://" + HOST + ":" + port)
            .setAppName("test")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", HOST)
            .set("spark.driver.bindAddress", HOST)
            .set("spark.executor.cores", "1")
            .set("spark.cores.max", Integer.toString(executors))
            .set("spark.executor.memory", "1g")
            .set("spark.executor.extraClassPath", CLASS_PATH)
            .set("spark.shuffle.io.maxRetries", "1")
            .set("spark.shuffle.io.retryWait", "1s")
            .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
            .set("spark.default.parallelism", "2");
    return new JavaSparkContext(conf);
  }

  /** Kills a worker with all that it runs, as a power failure would. */
  void kill(int worker) {
    Process process = workers.get(worker);
    List<ProcessHandle> below = process.descendants().toList();
    process.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    for (Process process : processes) {
      List<ProcessHandle> below = process.descendants().toList();
      process.destroyForcibly();
      below.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
