package org.tidewaiter.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.rules.RuleException;

/**
 * The rule files of a job as they travel to its tasks, which load them once per process.
 *
 * @param only whether the files stand instead of the shipped ones
 * @param files content by name; null where the shipped rules alone are used
 * @param checksum tells one set of files from another
 */
record RuleFiles(boolean only, Map<String, byte[]> files, String checksum) implements Serializable {
  private static final Map<String, RuleSet> LOADED = new HashMap<>();

  /** Reads the files of a directory of any Hadoop file system, or none where that is null. */
  static RuleFiles read(String directory, boolean only, Configuration configuration)
      throws IOException {
    if (directory == null) {
      return new RuleFiles(false, null, "");
    }
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(directory);
    FileSystem store = path.getFileSystem(configuration);
    Map<String, byte[]> files = new LinkedHashMap<>();
    int checksum = Boolean.hashCode(only);
    for (FileStatus status : store.listStatus(path)) {
      String name = status.getPath().getName();
      if (status.isFile() && name.endsWith(".csv")) {
        try (var in = store.open(status.getPath())) {
          files.put(name, in.readAllBytes());
        }
        checksum = checksum * 31 + name.hashCode() * 7 + Arrays.hashCode(files.get(name));
      }
    }
    return new RuleFiles(only, files, Integer.toHexString(checksum) + "-" + files.size());
  }

  /** The rules; loaded when they are first asked for. */
  RuleSet load() throws RuleException, IOException {
    synchronized (LOADED) {
      RuleSet rules = LOADED.get(checksum);
      if (rules == null) {
        rules = files == null ? RuleSet.load(null, null) : loadFiles();
        LOADED.put(checksum, rules);
      }
      return rules;
    }
  }

  /** The same in a task, where rules that do not load are a failure of the job. */
  RuleSet loadInTask() {
    try {
      return load();
    } catch (RuleException | IOException e) {
      throw new IllegalStateException("the rules of the job cannot be loaded here", e);
    }
  }

  private RuleSet loadFiles() throws RuleException, IOException {
    Path directory = Files.createTempDirectory("tidewaiter-rules");
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(directory.resolve(file.getKey()), file.getValue());
      }
      return only ? RuleSet.load(null, directory) : RuleSet.load(directory, null);
    } finally {
      remove(directory);
    }
  }

  /** Removes a directory with all that is in it. */
  static void remove(Path directory) throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
