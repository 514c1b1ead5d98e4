package ru.t2.marshrut.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Files that are no table at all, or workbooks whose archive is damaged, by name.
final class DamagedArchives {

    private static final long SEED = 31_02;

    private final Map<String, byte[]> corpus = new LinkedHashMap<>();
    private final byte[] good;

    private DamagedArchives(byte[] good) {
        this.good = good;
    }

    /// @param good the workbook that is damaged
    static Map<String, byte[]> of(byte[] good) {
        var damaged = new DamagedArchives(good);
        damaged.notTables();
        damaged.archives();
        return damaged.corpus;
    }

    private void notTables() {
        corpus.put("empty", new byte[0]);
        corpus.put("blanks", "  \n\n  ".getBytes(StandardCharsets.UTF_8));
        corpus.put("png renamed", bytes("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\0\u0001"));
        corpus.put("jpeg renamed", bytes("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0"));
        corpus.put("gif renamed", bytes("GIF89a\u0001\0\u0001\0\0\0"));
        corpus.put("pdf renamed", bytes("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj"));
        corpus.put("elf", bytes("\u007fELF\u0002\u0001\u0001\0\0\0"));
        corpus.put("gzip", bytes("\u001f\u008b\b\0\0\0\0\0"));
        corpus.put("7z", bytes("7z\u00bc\u00af'\u001c\0\u0004"));
        corpus.put("rar", bytes("Rar!\u001a\u0007\u0001\0"));
        corpus.put("html", bytes("<html><body><table><tr><td>1</td></tr></table></body></html>"));
        corpus.put("xml", bytes("<?xml version=\"1.0\"?><Workbook/>"));
        corpus.put("json list", bytes("[{\"visit_id\":1}]"));
        corpus.put("json object", bytes("{\"schedule\":[]}"));
        corpus.put("broken json", bytes("{\"schedule\":["));
        corpus.put("rtf", bytes("{\\rtf1 text}"));
        corpus.put("old xls", bytes("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"));
        corpus.put("only a byte order mark", bytes("\u00ef\u00bb\u00bf"));
        corpus.put("prose", "Здравствуйте! План приложен.".getBytes(StandardCharsets.UTF_8));
        var random = new Random(SEED);
        for (int i = 0; i < 15; i++) {
            byte[] noise = new byte[1 << i];
            random.nextBytes(noise);
            corpus.put("noise of %d bytes".formatted(noise.length), noise);
        }
        byte[] large = new byte[11 << 20];
        Arrays.fill(large, (byte) 'x');
        corpus.put("over the limit", large);
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void archives() {
        corpus.put(
                "ods",
                zip(
                        Map.of(
                                "mimetype",
                                bytes("application/vnd.oasis.opendocument.spreadsheet"),
                                "content.xml",
                                bytes("<office/>"))));
        corpus.put("docx", zip(Map.of("word/document.xml", bytes("<w:document/>"))));
        corpus.put("empty zip", zip(Map.of()));
        corpus.put("zip of a picture", zip(Map.of("a.png", bytes("\u0089PNG"))));
        corpus.put("jar", zip(Map.of("META-INF/MANIFEST.MF", bytes("Manifest-Version: 1.0"))));
        corpus.put("macros", changed("xl/vbaProject.bin", _ -> "x"));
        corpus.put("bomb of zeros", bomb("xl/worksheets/sheet1.xml", 300L << 20));
        corpus.put("bomb in the strings", bomb("xl/sharedStrings.xml", 300L << 20));
        corpus.put("bomb in the styles", bomb("xl/styles.xml", 300L << 20));
        corpus.put("bomb beside the sheets", bomb("xl/media/image1.png", 300L << 20));
        var many = new LinkedHashMap<String, byte[]>();
        many.put("xl/workbook.xml", bytes("<workbook/>"));
        for (int i = 0; i < 2_000; i++) {
            many.put("xl/x" + i, bytes("x"));
        }
        corpus.put("two thousand entries", zip(many));
        for (String part :
                List.of(
                        "xl/workbook.xml",
                        "xl/worksheets/sheet1.xml",
                        "xl/styles.xml",
                        "[Content_Types].xml",
                        "xl/_rels/workbook.xml.rels")) {
            corpus.put(
                    "entities in " + part,
                    changed(
                            part,
                            text ->
                                    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">]>"
                                            + text));
        }
        for (String part :
                List.of(
                        "xl/workbook.xml",
                        "xl/_rels/workbook.xml.rels",
                        "xl/worksheets/sheet1.xml")) {
            corpus.put("without " + part, changed(part, _ -> null));
            corpus.put("emptied " + part, changed(part, _ -> ""));
        }
        for (String part :
                List.of(
                        "xl/workbook.xml",
                        "xl/worksheets/sheet1.xml",
                        "xl/_rels/workbook.xml.rels")) {
            corpus.put("cut " + part, changed(part, text -> text.substring(0, text.length() / 2)));
            corpus.put("prose in " + part, changed(part, _ -> "это не XML"));
        }
        for (int i = 1; i <= 20; i++) {
            corpus.put("cut to %d of 21".formatted(i), Arrays.copyOf(good, good.length * i / 21));
        }
        var random = new Random(SEED);
        for (int i = 0; i < 10; i++) {
            byte[] torn = good.clone();
            // The directory at the end is what a reader starts from.
            for (int k = 0; k < 200; k++) {
                torn[torn.length - 1 - random.nextInt(600)] = (byte) random.nextInt(256);
            }
            corpus.put("torn directory " + i, torn);
        }
    }

    private static byte[] zip(Map<String, byte[]> parts) {
        var stream = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(stream)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stream.toByteArray();
    }

    private static byte[] bomb(String part, long bytes) {
        var stream = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(stream)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write(bytes("<workbook/>"));
            zip.putNextEntry(new ZipEntry(part));
            fill(zip, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stream.toByteArray();
    }

    private static void fill(OutputStream stream, long bytes) throws IOException {
        byte[] zeros = new byte[1 << 20];
        for (long left = bytes; left > 0; left -= zeros.length) {
            stream.write(zeros);
        }
    }

    /// The good file with one part changed; null takes it away.
    private byte[] changed(String name, Function<String, @Nullable String> how) {
        var parts = new LinkedHashMap<String, byte[]>();
        try (var zip = ZipFile.builder().setByteArray(good).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                try (var content = zip.getInputStream(entry)) {
                    parts.put(entry.getName(), content.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var now =
                how.apply(
                        new String(parts.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8));
        if (now == null) {
            parts.remove(name);
        } else {
            parts.put(name, now.getBytes(StandardCharsets.UTF_8));
        }
        return zip(parts);
    }
}
