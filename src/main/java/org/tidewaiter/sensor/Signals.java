package org.tidewaiter.sensor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * What the operating system's signals do to a sensor.
 *
 * <p>Java has no interface of its own for them but {@code sun.misc.Signal}, of the module that the
 * JDK keeps for such cases; it is looked up when the program runs, so that a Java without it runs
 * the sensor too, which then only ends as Java programs end.
 */
public final class Signals {
  private Signals() {}

  /**
   * Runs an action, on a thread of the JVM's, whenever a signal comes; false if that is not to be
   * had.
   */
  public static boolean handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handling =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> answer(proxy, method, arguments, action));
      Object number = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, number, handling);
      return true;
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // No such class, no such signal (HUP on Windows), or the JVM uses it itself.
      return false;
    }
  }

  private static Object answer(Object proxy, Method method, Object[] arguments, Runnable action)
      throws InvocationTargetException {
    return switch (method.getName()) {
      case "handle" -> {
        action.run();
        yield null;
      }
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "signal handler";
    };
  }
}
