package org.tidewaiter.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The scripts and styles that every page carries, and the policy that lets a browser run these and
 * nothing else: each is named by its hash, so that not even injected markup could run.
 */
final class PageAssets {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";
  private static final String[] SCRIPTS = {
    "page.js", "filter.js", "tables.js", "timeline.js", "hosts.js"
  };

  /** The chart library with its licence, as its authors shipped it. */
  final String chartScript;

  /** The page's own script. */
  final String script;

  final String style;

  PageAssets() {
    chartScript =
        "/*!\n" + read(UPLOT + "LICENSE") + "*/\n" + read(UPLOT + "dist/uPlot.iife.min.js");
    StringBuilder own = new StringBuilder();
    for (String name : SCRIPTS) {
      own.append(read(name));
    }
    script = own.toString();
    style = read(UPLOT + "dist/uPlot.min.css") + read("page.css") + read("print.css");
  }

  /** The Content-Security-Policy of the page. */
  String policy() {
    return "default-src 'none'; script-src "
        + hash(chartScript)
        + " "
        + hash(script)
        + "; style-src "
        + hash(style)
        + "; img-src data:; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String content) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(content.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String read(String resource) {
    try (InputStream in = PageAssets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + resource);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
