package dev.chatman.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Makes Ctrl-C interrupt a thread instead of ending the JVM, and knows such an interrupt from any other. Java has no standard way; {@code sun.misc.Signal} (module jdk.unsupported, kept
 * by JEP 260 until there is one) is reached by reflection, so that a JVM without it merely ends the chat instead.
 */
final class InterruptKey {

    private static final String SIGNAL = "INT";

    private final Thread worker;
    private Runnable restore = () -> {};
    private boolean pressed;

    /** @param worker the thread that it interrupts */
    InterruptKey(Thread worker) {
        this.worker = worker;
    }

    InterruptKey install() {
        try {
            Object before = handle(newHandler());
            restore = () -> restore(before);
        } catch (ReflectiveOperationException | IllegalArgumentException | LinkageError unsupported) {
            restore = () -> {};
        }
        return this;
    }

    /** From now on Ctrl-C does what it did before. */
    void release() {
        restore.run();
    }

    /** What Ctrl-C does, on a thread of the JVM. */
    synchronized void press() {
        pressed = true;
        worker.interrupt();
    }

    /**
     * Whether it was pressed since it was last asked; for the worker, whose interrupt is then dealt with. Both at once,
     * so that no press counts twice: once here and once as an interrupt that comes later.
     */
    synchronized boolean taken() {
        if (!pressed) {
            return false;
        }
        pressed = false;
        Thread.interrupted();
        return true;
    }

    private Object newHandler() throws ClassNotFoundException {
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        InvocationHandler invocation = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                press();
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
