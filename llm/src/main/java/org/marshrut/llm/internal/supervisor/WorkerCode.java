package org.marshrut.llm.internal.supervisor;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/// Finds the class path that a worker needs: this library's own classes, wherever the application's
/// class loader has them from.
final class WorkerCode {

    private static final String LIBRARY = "org/marshrut/llm/";

    private WorkerCode() {}

    /// The folder or jar with this library's classes. Where they are in a jar inside another one,
    /// which the plain `java` command can't read, they are copied.
    ///
    /// @param scratch a folder for the copy
    static Path classPath(Path scratch) throws IOException {
        var name = WorkerCode.class.getName().replace('.', '/') + ".class";
        var url = WorkerCode.class.getClassLoader().getResource(name);
        if (url == null) {
            throw new IOException(
                    "The class loader does not tell where this library's classes are.");
        }
        return classPath(url, name, scratch);
    }

    /// @param url of one class
    /// @param name of the same class within its folder or jar
    static Path classPath(URL url, String name, Path scratch) throws IOException {
        try {
            if (url.getProtocol().equals("file")) {
                var text = url.toString();
                return Path.of(new URI(text.substring(0, text.length() - name.length())));
            }
            if (url.openConnection() instanceof JarURLConnection connection) {
                connection.setUseCaches(false);
                var jar = connection.getJarFileURL();
                if (jar.getProtocol().equals("file")) {
                    return Path.of(jar.toURI());
                }
                try (var opened = connection.getJarFile()) {
                    return copy(opened, scratch.resolve("classes"));
                }
            }
        } catch (URISyntaxException e) {
            throw new IOException("The address of this library's classes is not one: " + url, e);
        }
        throw new IOException("This library's classes can't be read from " + url + ".");
    }

    /// Copies the library's classes, none of what else a jar may have.
    static Path copy(JarFile jar, Path folder) throws IOException {
        var entries = jar.entries();
        while (entries.hasMoreElements()) {
            var entry = entries.nextElement();
            if (entry.getName().startsWith(LIBRARY) && entry.getName().endsWith(".class")) {
                var target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException(
                            "Entry %s leads out of its jar.".formatted(entry.getName()));
                }
                Files.createDirectories(target.getParent());
                try (var content = jar.getInputStream(entry)) {
                    Files.copy(content, target);
                }
            }
        }
        return folder;
    }
}
