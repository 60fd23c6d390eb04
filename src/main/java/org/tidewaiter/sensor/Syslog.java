package org.tidewaiter.sensor;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.tidewaiter.policy.Severity;

/**
 * Sends findings to a syslog server: RFC 5424 messages in UDP datagrams (RFC 5426), each with a
 * line of JSON as its text. Never waits; what cannot be sent is counted.
 */
public final class Syslog implements Closeable {
  /** Port of syslog over UDP (RFC 5426 section 3.3). */
  public static final int DEFAULT_PORT = 514;

  /** Longest message in bytes that receivers should take (RFC 5426 section 3.2). */
  static final int MAX_BYTES = 2048;

  /** Facility "security/authorization messages" (RFC 5424 section 6.2.1). */
  private static final int FACILITY = 10;

  private static final int MAX_HOSTNAME = 255;
  private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

  private final DatagramChannel channel;
  private final String hostname;
  private long notSent;

  /**
   * Prepares to send.
   *
   * @throws IOException if there is no way to the address; the message names it
   */
  public Syslog(InetSocketAddress server) throws IOException {
    if (server.isUnresolved()) {
      throw new IOException("syslog server " + server.getHostString() + " is not known");
    }
    channel = DatagramChannel.open();
    try {
      channel.connect(server);
      channel.configureBlocking(false);
    } catch (IOException e) {
      channel.close();
      throw new IOException("syslog server " + server + ": " + e.getMessage(), e);
    }
    hostname = hostname();
  }

  private static String hostname() {
    String name;
    try {
      name = Files.readString(HOSTNAME).trim();
    } catch (IOException e) {
      name = System.getenv().getOrDefault("COMPUTERNAME", "");
    }
    String printable = name.replaceAll("[^!-~]", "");
    return printable.isEmpty()
        ? "-"
        : printable.substring(0, Math.min(MAX_HOSTNAME, printable.length()));
  }

  /** Severity of RFC 5424 section 6.2.1. */
  private static int severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 2;
      case HIGH -> 3;
      case MEDIUM -> 4;
      case LOW -> 5;
      case INFO -> 6;
    };
  }

  /** Sends one message. */
  public void send(Severity severity, Instant time, String json) {
    byte[] message = message(severity, time, hostname, json).getBytes(StandardCharsets.UTF_8);
    try {
      ByteBuffer bytes = ByteBuffer.wrap(message, 0, Math.min(MAX_BYTES, message.length));
      if (channel.write(bytes) == 0) {
        notSent++;
      }
    } catch (IOException e) {
      // Nobody listens there, or the network is down: syslog over UDP promises nothing.
      notSent++;
    }
  }

  static String message(Severity severity, Instant time, String hostname, String json) {
    return "<"
        + (FACILITY * 8 + severity(severity))
        + ">1 "
        + time.truncatedTo(ChronoUnit.MICROS)
        + " "
        + hostname
        + " tidewaiter "
        + ProcessHandle.current().pid()
        + " finding - "
        + json;
  }

  /** Messages that could not be sent. */
  public long notSent() {
    return notSent;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
