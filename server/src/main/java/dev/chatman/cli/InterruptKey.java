package dev.chatman.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Catches Ctrl-C without ending the JVM. Java has no standard way; {@code sun.misc.Signal} (module jdk.unsupported, kept
 * by JEP 260 until there is one) is reached by reflection, so that a JVM without it merely ends the chat instead.
 */
final class InterruptKey {

    private static final String SIGNAL = "INT";

    private final Runnable restore;

    private InterruptKey(Runnable restore) {
        this.restore = restore;
    }

    /** From now on Ctrl-C runs {@code action}, on a thread of the JVM. */
    static InterruptKey runs(Runnable action) {
        try {
            Object before = handle(newHandler(action));
            return new InterruptKey(() -> restore(before));
        } catch (ReflectiveOperationException | IllegalArgumentException | LinkageError unsupported) {
            return new InterruptKey(() -> {});
        }
    }

    /** From now on Ctrl-C does what it did before. */
    void release() {
        restore.run();
    }

    private static Object newHandler(Runnable action) throws ClassNotFoundException {
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        InvocationHandler invocation = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "Ctrl-C handler of ChatMan";
        };
        return Proxy.newProxyInstance(InterruptKey.class.getClassLoader(), new Class<?>[] {handlerType}, invocation);
    }

    private static Object handle(Object handler) throws ReflectiveOperationException {
        Class<?> signalType = Class.forName("sun.misc.Signal");
        Object signal = signalType.getConstructor(String.class).newInstance(SIGNAL);
        return signalType
                .getMethod("handle", signalType, Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal, handler);
    }

    private static void restore(Object before) {
        try {
            handle(before);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("The handler of Ctrl-C cannot be restored.", impossible);
        }
    }
}
