package dev.runner.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/// The signals that the operating system sends to this process.
///
/// The Java platform has no public way to handle a signal other than to shut down, so this uses
/// `sun.misc.Signal` of the module `jdk.unsupported`, by reflection because javac warns of it.
/// Where that is missing, signals keep their default effect.
public final class ProcessSignals implements Signals {
  @Override
  public Registration listen(Runnable onStop) {
    List<Runnable> undo = new ArrayList<>();
    for (String name : List.of("INT", "TERM")) {
      try {
        undo.add(handle(name, onStop));
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        // No such class, or a signal that the JVM uses itself: the default effect stays.
      }
    }
    return () -> undo.forEach(Runnable::run);
  }

  @SuppressWarnings("ReferenceEquality") // that is what equals of a proxy has to compare
  private static Runnable handle(String name, Runnable onStop) throws ReflectiveOperationException {
    Class<?> signalType = Class.forName("sun.misc.Signal");
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    Object signal = signalType.getConstructor(String.class).newInstance(name);
    Object handler =
        Proxy.newProxyInstance(
            handlerType.getClassLoader(),
            new Class<?>[] {handlerType},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "handle" -> {
                    onStop.run();
                    yield null;
                  }
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  default -> method.getName();
                });
    Method register = signalType.getMethod("handle", signalType, handlerType);
    Object before = call(register, signal, handler);
    return () -> {
      try {
        call(register, signal, before);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static Object call(Method register, Object signal, Object handler)
      throws ReflectiveOperationException {
    try {
      return register.invoke(null, signal, handler);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
