package org.tidewaiter.report.page;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium that notes every console message and every request. */
final class Browser implements AutoCloseable {
  private static final String[] NAMES = {"chromium", "chromium-browser", "google-chrome"};

  final ChromeDriver driver;
  private final List<String> requests = new ArrayList<>();
  private final List<String> console = new ArrayList<>();

  Browser(Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(executable(NAMES));
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--force-device-scale-factor=1",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(executable("chromedriver"))
            .usingAnyFreePort()
            .build();
    driver = new ChromeDriver(service, options);
  }

  static boolean isInstalled() {
    return executable(NAMES) != null && executable("chromedriver") != null;
  }

  private static File executable(String... names) {
    for (String name : names) {
      for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
        File file = new File(directory, name);
        if (file.canExecute()) {
          return file;
        }
      }
    }
    return null;
  }

  void size(int width, int height, boolean phone) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
  }

  void colours(String scheme) {
    Map<String, Object> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** Opens a page; what the browser asked for before, for its own start page, is forgotten. */
  void open(Path page) {
    driver.get("about:blank");
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.get(page.toUri().toString());
  }

  /** The value of an expression on the page. */
  Object js(String expression, Object... arguments) {
    return driver.executeScript("return " + expression, arguments);
  }

  void shot(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  byte[] print() {
    Object data = driver.executeCdpCommand("Page.printToPDF", Map.of()).get("data");
    return Base64.getDecoder().decode((String) data);
  }

  /** Addresses requested so far other than of page files themselves. */
  List<String> requests() {
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      String message = entry.getMessage();
      if (message.contains("\"Network.requestWillBeSent\"") && !isAllowed(url(message))) {
        requests.add(url(message));
      }
    }
    return requests;
  }

  private static boolean isAllowed(String url) {
    boolean isOwnPage = url.startsWith("file:") && url.endsWith(".html");
    return isOwnPage || url.startsWith("data:,") || url.startsWith("chrome:");
  }

  private static String url(String message) {
    int request = message.indexOf("\"request\":");
    int start = message.indexOf("\"url\":\"", request) + 7;
    return message.substring(start, message.indexOf('"', start));
  }

  /** Everything the page or the browser wrote to the console so far. */
  List<String> console() {
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      console.add(entry.getMessage());
    }
    return console;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
