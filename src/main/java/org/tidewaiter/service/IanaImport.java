package org.tidewaiter.service;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Turns the registry's official file, service-names-port-numbers.csv, into the {@code iana.csv} of
 * a rules directory, which then stands for the shipped copy of the registry.
 *
 * <p>The registry lists a port's primary name before its aliases, sometimes saying that one is a
 * duplicate; the first that is none is kept. Rows without a name, port or transport (reserved and
 * unassigned ranges, services without ports) name no port and are left out.
 */
public final class IanaImport {
  private static final List<String> TRANSPORTS = List.of("tcp", "udp", "sctp", "dccp");
  private static final String DUPLICATE_NOTE = "this is a duplicate of";
  private static final int MAX_PORT = 65_535;

  private final Set<String> namedPorts = new HashSet<>();
  private final List<Entry> entries = new ArrayList<>();
  private int rows;
  private int withoutPort;
  private int aliases;

  /** One name of one port or range. */
  private record Entry(int port, int portEnd, int transport, String name) {}

  /**
   * What was read.
   *
   * @param rows rows of the registry's file
   * @param names names written
   * @param aliases second and further names of a port, left out
   * @param withoutPort rows that name no port
   */
  public record Result(int rows, int names, int aliases, int withoutPort) {}

  /** A file that is not the registry's. */
  public static final class NotTheRegistryException extends IOException {
    NotTheRegistryException(String message) {
      super(message);
    }
  }

  private IanaImport() {}

  /**
   * Reads the registry's file and writes {@code iana.csv} whole or not at all.
   *
   * @param registry the official CSV file
   * @param directory the rules directory; made where it does not exist
   * @param date the date to write beside the names
   * @throws NotTheRegistryException when the file has other columns or no names
   * @throws IOException when a file cannot be read or written
   */
  public static Result run(Path registry, Path directory, LocalDate date) throws IOException {
    IanaImport read = new IanaImport();
    read.read(registry);
    Files.createDirectories(directory);
    Path aside = Files.createTempFile(directory, ".iana", ".tmp");
    try {
      Files.writeString(aside, read.text(date), StandardCharsets.UTF_8);
      Files.move(
          aside,
          directory.resolve(RegisteredNames.FILE),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
    return new Result(read.rows, read.entries.size(), read.aliases, read.withoutPort);
  }

  private void read(Path registry) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(registry, StandardCharsets.UTF_8);
        var parser = format.parse(reader)) {
      for (String column : List.of("Service Name", "Port Number", "Transport Protocol")) {
        if (!parser.getHeaderNames().contains(column)) {
          throw new NotTheRegistryException(
              registry
                  + ": the header lacks '"
                  + column
                  + "'; expected IANA's service-names-port-numbers.csv");
        }
      }
      for (CSVRecord row : parser) {
        add(row);
      }
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new NotTheRegistryException(
          registry + ": row " + (rows + 1) + " cannot be read as CSV: " + e.getMessage());
    }
    if (entries.isEmpty()) {
      throw new NotTheRegistryException(registry + ": no row names a port");
    }
  }

  private void add(CSVRecord row) {
    rows++;
    String name = row.get("Service Name").trim();
    int transport = TRANSPORTS.indexOf(row.get("Transport Protocol").trim());
    String[] range = row.get("Port Number").trim().split("-", 2);
    int port = port(range[0]);
    int portEnd = range.length == 1 ? port : port(range[1]);
    if (transport < 0 || port < 0 || portEnd < port || !isName(name)) {
      withoutPort++;
      return;
    }
    boolean duplicate =
        row.isMapped("Assignment Notes")
            && row.isSet("Assignment Notes")
            && row.get("Assignment Notes").toLowerCase(Locale.ROOT).contains(DUPLICATE_NOTE);
    if (duplicate || !namedPorts.add(port + "/" + transport)) {
      aliases++;
      return;
    }
    entries.add(new Entry(port, portEnd, transport, name));
  }

  private static int port(String text) {
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(Character::isDigit)) {
      return -1;
    }
    int port = Integer.parseInt(text);
    return port <= MAX_PORT ? port : -1;
  }

  /** Names have no spaces, commas or quotes; the blob that holds them relies on it. */
  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',' && c != '"');
  }

  private String text(LocalDate date) {
    entries.sort(Comparator.comparingInt(Entry::port).thenComparingInt(Entry::transport));
    StringBuilder text = new StringBuilder();
    text.append("# IANA Service Name and Transport Protocol Port Number Registry, imported ")
        .append(date)
        .append("\nport,port_end,transport,name\n");
    for (Entry entry : entries) {
      text.append(entry.port())
          .append(',')
          .append(entry.portEnd() == entry.port() ? "" : entry.portEnd())
          .append(',')
          .append(TRANSPORTS.get(entry.transport()))
          .append(',')
          .append(entry.name())
          .append('\n');
    }
    return text.toString();
  }
}
