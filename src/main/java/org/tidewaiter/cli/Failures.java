package org.tidewaiter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.tidewaiter.capture.CapturePathException;
import org.tidewaiter.capture.filter.FilterException;
import org.tidewaiter.capture.live.DeviceException;
import org.tidewaiter.learn.RuleDraft;
import org.tidewaiter.report.ReportDirectory;
import org.tidewaiter.rules.Problem;
import org.tidewaiter.rules.RuleException;
import org.tidewaiter.sensor.PrivilegeException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command threw into a message and an exit code. */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (failure instanceof RuleException rules) {
      for (Problem problem : rules.problems().sorted()) {
        err.println(problem);
      }
      err.println("The rules have errors; nothing was analysed.");
      return ExitCode.USAGE;
    }
    if (failure instanceof CapturePathException
        || failure instanceof ReportDirectory.OccupiedException
        || failure instanceof RuleDraft.OccupiedException
        || failure instanceof FilterException
        || failure instanceof DeviceException
        || failure instanceof PrivilegeException
        || failure instanceof UsageException) {
      err.println(failure.getMessage());
      return ExitCode.USAGE;
    }
    if (failure instanceof IOException io) {
      err.println("tidewaiter: " + describe(io));
      return ExitCode.FAILURE;
    }
    err.println("tidewaiter: an error of ours, please report it:");
    failure.printStackTrace(err);
    return ExitCode.FAILURE;
  }

  private static String describe(IOException failure) {
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file or directory";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    if (failure instanceof FileSystemException file && file.getReason() != null) {
      return file.getFile() + ": " + file.getReason();
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
