package org.tidewaiter.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where rule files come from: the shipped ones, a site's directory, or both, the site's over the
 * shipped.
 */
public final class RuleDirectory {
  private final boolean withShipped;
  private final Path site;
  private final List<RuleFile> read = new ArrayList<>();

  private RuleDirectory(boolean withShipped, Path site) {
    this.withShipped = withShipped;
    this.site = site;
  }

  /** The shipped rules, under those of a site's directory where that is not null. */
  public static RuleDirectory shippedAnd(Path site) {
    return new RuleDirectory(true, site);
  }

  /** The rules of one directory and nothing else. */
  public static RuleDirectory only(Path site) {
    return new RuleDirectory(false, site);
  }

  /** The site's directory, or null. */
  public Path site() {
    return site;
  }

  /** Every file that was read so far, in the order of reading. */
  public List<RuleFile> filesRead() {
    return List.copyOf(read);
  }

  /** Whether the shipped rules are part of it. */
  public boolean withShipped() {
    return withShipped;
  }

  /**
   * Reads the files of one name.
   *
   * @return the shipped file, then the site's, as far as there are such
   */
  public List<RuleFile> read(String name, Columns columns, Problems problems) {
    List<RuleFile> files = new ArrayList<>(2);
    if (withShipped) {
      files.add(readShipped(name, columns, problems));
    }
    files.addAll(readSite(name, columns, problems));
    return files;
  }

  /** Reads the shipped file of a name, even where the shipped rules are not to be used. */
  public RuleFile readShipped(String name, Columns columns, Problems problems) {
    RuleFile file = RuleFileReader.read(name, true, shippedBytes(name), columns, problems);
    if (withShipped) {
      read.add(file);
    }
    return file;
  }

  /** Reads the site's file of a name: one, or none where there is none. */
  public List<RuleFile> readSite(String name, Columns columns, Problems problems) {
    byte[] bytes = siteFile(name, problems);
    if (bytes == null) {
      return List.of();
    }
    RuleFile file = RuleFileReader.read(name, false, bytes, columns, problems);
    read.add(file);
    return List.of(file);
  }

  /** Takes a site's file without reading rows from it; null where there is none. */
  public RuleFile readUnparsed(String name, Problems problems) {
    byte[] bytes = siteFile(name, problems);
    if (bytes == null) {
      return null;
    }
    RuleFile file = new RuleFile(name, false, bytes);
    read.add(file);
    return file;
  }

  private static byte[] shippedBytes(String name) {
    try (InputStream in = RuleDirectory.class.getResourceAsStream("/rules/".concat(name))) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own rules/" + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a file in the site's directory, or null where there is none or it is refused. */
  private byte[] siteFile(String name, Problems problems) {
    Path path = site == null ? null : site.resolve(name);
    if (path == null || !Files.exists(path)) {
      return null;
    }
    try {
      if (Files.size(path) > RuleFileReader.MAX_FILE_BYTES) {
        problems.error(name, 0, "is larger than 32 MiB; is it a rule file?");
        return null;
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      problems.error(name, 0, "cannot be read: " + e);
      return null;
    }
  }

  /**
   * Tells of a directory that cannot be read, and of files in it that nothing reads.
   *
   * @param known names of the files that are read
   */
  public void checkNames(List<String> known, Problems problems) {
    if (site == null) {
      return;
    }
    if (!Files.isDirectory(site)) {
      problems.error(site.toString(), 0, "is not a directory with rule files");
      return;
    }
    boolean any = false;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(site)) {
      for (Path path : files) {
        String name = path.getFileName().toString();
        if (known.contains(name)) {
          any = true;
        } else if (name.endsWith(".csv")) {
          problems.warning(
              name, 0, "is no rule file and is not read" + Suggestion.didYouMean(name, known));
        }
      }
    } catch (IOException e) {
      problems.error(site.toString(), 0, "cannot be listed: " + e);
      return;
    }
    if (!any) {
      problems.warning(
          site.toString(), 0, "holds no rule file; they are named " + String.join(", ", known));
    }
  }
}
