package org.marshrut.llm.internal.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerCodeTest {

    private static final String NAME = "org/marshrut/llm/internal/supervisor/WorkerCode.class";

    @TempDir Path folder;

    private Path jar() throws IOException {
        var jar = folder.resolve("a library.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var name : new String[] {NAME, "org/other/Thing.class", "org/marshrut/llm/x"}) {
                out.putNextEntry(new JarEntry(name));
                out.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    @Test
    void folderOfClassesIsUsedAsItIs() throws IOException {
        var path = WorkerCode.classPath(folder);

        assertThat(path.resolve(NAME)).isRegularFile();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void jarOnTheDiskIsUsedAsItIs() throws IOException {
        var jar = jar();
        var url = URI.create("jar:" + jar.toUri() + "!/" + NAME).toURL();

        assertThat(WorkerCode.classPath(url, NAME, folder)).isEqualTo(jar);
    }

    @Test
    void jarThatIsNoFileIsCopiedAsFarAsItIsTheLibrarys() throws IOException {
        var bytes = Files.readAllBytes(jar());
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, bytes.length);
                    try (var body = exchange.getResponseBody()) {
                        body.write(bytes);
                    }
                });
        server.start();
        try {
            var address = "http://localhost:%d/l.jar".formatted(server.getAddress().getPort());
            var url = URI.create("jar:" + address + "!/" + NAME).toURL();

            var path = WorkerCode.classPath(url, NAME, folder);

            try (var files = Files.walk(path)) {
                assertThat(files.filter(Files::isRegularFile)).containsExactly(path.resolve(NAME));
            }
            assertThat(path.resolve(NAME)).hasContent(NAME);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void entryThatLeadsOutOfTheJarIsRefused() throws IOException {
        var jar = folder.resolve("evil.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("org/marshrut/llm/../../../../../evil.class"));
        }
        try (var opened = new JarFile(jar.toFile())) {
            assertThatThrownBy(() -> WorkerCode.copy(opened, folder.resolve("a/b")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("leads out");
        }
    }

    @Test
    void unknownPlaceIsToldByItsAddress() {
        assertThatThrownBy(() ->
                        WorkerCode.classPath(
                                URI.create("http://localhost:1/x.class").toURL(),
                                "x.class",
                                folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("http://localhost:1/x.class");
    }
}
