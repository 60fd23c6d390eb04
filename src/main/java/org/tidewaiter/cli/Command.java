package org.tidewaiter.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * A command: the words it understands, and what it does.
 *
 * <p>A command has its options and parameters as fields, made by the methods of this class, which
 * also add them: their order is that of the fields. Picocli's annotations would say the same, but
 * to reflect on them takes up to half the processor time of a short command.
 */
abstract class Command implements Callable<Integer> {
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  Command(String name) {
    spec.name(name);
  }

  /** The command for a command line, with the options that all commands end with. */
  final CommandLine toCommandLine() {
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help message and exit.")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print version information and exit.")
            .build());
    return new CommandLine(spec);
  }

  final CommandSpec spec() {
    return spec;
  }

  /** What the help says beside the options and parameters. */
  final UsageMessageSpec usage() {
    return spec.usageMessage();
  }

  /** Where a command prints what it was asked for. */
  final PrintWriter output() {
    return spec.commandLine().getOut();
  }

  /** Where a command prints what else there is to know. */
  final PrintWriter errors() {
    return spec.commandLine().getErr();
  }

  /** Adds a command that is asked for with this one's name and its own. */
  final void addSubcommand(Command command) {
    spec.addSubcommand(command.spec.name(), command.toCommandLine());
  }

  /** Tells that one of the subcommands is wanted. */
  final ParameterException lacksSubcommand() {
    return new ParameterException(spec.commandLine(), "Which command? See the list below.");
  }

  /** An option that is true when it is given. */
  final Value<Boolean> flag(String name, String description) {
    return flag(OptionSpec.builder(name).description(description));
  }

  /** An option of two names that is true when it is given. */
  final Value<Boolean> flag(String shortName, String name, String description) {
    return flag(OptionSpec.builder(shortName, name).description(description));
  }

  private Value<Boolean> flag(OptionSpec.Builder option) {
    return add(option.type(boolean.class).initialValue(false).build());
  }

  /** An option with a number, and the number where it is not given. */
  final Value<Integer> number(int otherwise, OptionSpec.Builder option) {
    return add(option.type(int.class).initialValue(otherwise).build());
  }

  /** An option with a text. */
  final Value<String> text(OptionSpec.Builder option) {
    return add(option.type(String.class).build());
  }

  /** An option with a file or a directory. */
  final Value<Path> path(OptionSpec.Builder option) {
    return add(option.type(Path.class).converters(new PathName()).build());
  }

  /** An option that may be given several times, and then has several texts. */
  final Value<List<String>> texts(OptionSpec.Builder option) {
    return add(
        option.type(List.class).auxiliaryTypes(String.class).initialValue(List.of()).build());
  }

  /** A parameter that is a text, and must be given. */
  final Value<String> text(PositionalParamSpec.Builder parameter) {
    return add(parameter.required(true).type(String.class).build());
  }

  /** A parameter that is a file or a directory, and must be given. */
  final Value<Path> path(PositionalParamSpec.Builder parameter) {
    return add(parameter.required(true).type(Path.class).converters(new PathName()).build());
  }

  /** As many parameters as the arity says, each a text. */
  final Value<List<String>> texts(PositionalParamSpec.Builder parameters) {
    return add(
        parameters
            .required(parameters.arity().min() > 0)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(List.of())
            .build());
  }

  private <T> Value<T> add(ArgSpec argument) {
    spec.add(argument);
    return new Value<>(argument);
  }

  /**
   * Understands names of files.
   *
   * <p>No lambda: for one, Java would leave the interface, and all of picocli's own converters, out
   * of the archive of classes that the launcher begins with.
   */
  private static final class PathName implements ITypeConverter<Path> {
    // An empty name is a variable of a script that was never set. It would stand for the directory
    // the script happens to be in.
    @Override
    public Path convert(String name) {
      if (name.isEmpty()) {
        throw new TypeConversionException("the name is empty");
      }
      return Path.of(name);
    }
  }
}
