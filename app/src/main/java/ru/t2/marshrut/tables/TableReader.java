package ru.t2.marshrut.tables;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import ru.t2.marshrut.tables.FileContent.Row;
import ru.t2.marshrut.tables.FileContent.Tables;
import ru.t2.marshrut.tables.FileContent.Unreadable;

/// Reads a file by what is in it, whatever its name says. Thread-safe.
///
/// A workbook is unpacked once to measure it before anything is parsed, so that one that would
/// unfold to more than [#UNPACKED_LIMIT_BYTES], or brings a document type with entities, is refused
/// in constant memory.
public final class TableReader {

    /// More rows than any region has stores.
    public static final int ROW_LIMIT = 20_000;

    private static final int COLUMN_LIMIT = 200;
    private static final int CELL_LIMIT = 4_000;
    private static final int SHEET_LIMIT = 20;
    private static final int ENTRY_LIMIT = 1_000;
    private static final long UNPACKED_LIMIT_BYTES = 64L << 20;
    private static final int PROLOGUE_BYTES = 4_096;
    private static final double ZEROS_OF_UTF_16 = 0.1;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final char[] SEPARATORS = {';', ',', '\t'};
    private static final Charset CYRILLIC = Charset.forName("windows-1251");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TableReader() {}

    /// How much a file may hold.
    ///
    /// @param rows of one sheet
    /// @param unpackedBytes of a workbook
    /// @param skippedSheets names of sheets that are not to be read
    public record Limits(int rows, long unpackedBytes, Set<String> skippedSheets) {

        public static final Limits DEFAULT = new Limits(ROW_LIMIT, UNPACKED_LIMIT_BYTES, Set.of());

        public Limits {
            skippedSheets = Set.copyOf(skippedSheets);
        }
    }

    public static FileContent read(byte[] file) {
        return read(file, Limits.DEFAULT);
    }

    public static FileContent read(byte[] file, Limits limits) {
        if (startsWith(file, ZIP)) {
            return workbook(file, limits);
        }
        if (startsWith(file, OLE)) {
            return new Unreadable("old_excel");
        }
        var charset = charset(file);
        String text = charset.decode(ByteBuffer.wrap(file)).toString();
        if (text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(1);
        }
        if (text.isBlank()) {
            return new Unreadable("empty");
        }
        if (text.indexOf('\0') >= 0) {
            return new Unreadable("not_a_table");
        }
        char first = text.stripLeading().charAt(0);
        return first == '[' || first == '{'
                ? new FileContent.Json(text, charset.name())
                : csv(text, charset, limits);
    }

    private static boolean startsWith(byte[] file, byte[] magic) {
        return file.length >= magic.length
                && Arrays.equals(file, 0, magic.length, magic, 0, magic.length);
    }

    /// A byte order mark decides; else zero bytes tell UTF-16, and what is not UTF-8 is
    /// windows-1251, the other encoding that Russian spreadsheets write.
    private static Charset charset(byte[] file) {
        if (startsWith(file, new byte[] {(byte) 0xFF, (byte) 0xFE})) {
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(file, new byte[] {(byte) 0xFE, (byte) 0xFF})) {
            return StandardCharsets.UTF_16BE;
        }
        int[] zeros = new int[2]; // at even and at odd places
        for (int i = 0; i < file.length; i++) {
            zeros[i % 2] += file[i] == 0 ? 1 : 0;
        }
        if (zeros[0] + zeros[1] > file.length * ZEROS_OF_UTF_16) {
            return zeros[1] >= zeros[0] ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException _) {
            return CYRILLIC;
        }
    }

    private static FileContent csv(String text, Charset charset, Limits limits) {
        char separator = separator(text);
        var rows = new ArrayList<Row>();
        try (var reader =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .allowExtraCharsAfterClosingQuote(true)
                        .ofCsvRecord(text)) {
            for (var line : reader) {
                var row = row(Math.toIntExact(line.getStartingLineNumber()), line.getFields());
                if (row.number() == 1 || !row.cell(0).startsWith("#")) {
                    add(row, rows);
                }
                if (rows.size() > limits.rows()) {
                    return new Unreadable("too_many_rows");
                }
            }
        } catch (CsvParseException _) {
            return new Unreadable("broken");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Tables(
                "csv",
                Optional.of(charset.name()),
                Optional.of(separator),
                List.of(new FileContent.Sheet("", rows)));
    }

    /// The one that the header has most of; a decimal comma does not occur there.
    private static char separator(String text) {
        String header =
                text.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .findFirst()
                        .orElse("");
        char best = SEPARATORS[0];
        long most = 0;
        for (char candidate : SEPARATORS) {
            long count = header.chars().filter(letter -> letter == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    private static FileContent workbook(byte[] file, Limits limits) {
        try {
            var refusal = measure(file, limits);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
                var sheets = new ArrayList<FileContent.Sheet>();
                for (Sheet sheet : workbook.getSheets().limit(SHEET_LIMIT).toList()) {
                    if (limits.skippedSheets().contains(sheet.getName())) {
                        continue;
                    }
                    var rows = new ArrayList<Row>();
                    try (var stream = sheet.openStream()) {
                        for (var source :
                                (Iterable<org.dhatim.fastexcel.reader.Row>) stream::iterator) {
                            add(row(source.getRowNum(), cells(source)), rows);
                            if (rows.size() > limits.rows()) {
                                return new Unreadable("too_many_rows");
                            }
                        }
                    }
                    sheets.add(new FileContent.Sheet(sheet.getName(), rows));
                }
                return new Tables("xlsx", Optional.empty(), Optional.empty(), sheets);
            }
        } catch (Exception _) {
            // Whatever the library meets in a file that is not what it says: besides its own and
            // runtime exceptions the XML parser's checked ones, which it throws undeclared.
            return new Unreadable("broken");
        }
    }

    private static Optional<Unreadable> measure(byte[] file, Limits limits) throws IOException {
        long unpacked = 0;
        int entries = 0;
        boolean hasWorkbook = false;
        byte[] buffer = new byte[1 << 14];
        try (var zip = ZipFile.builder().setByteArray(file).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                hasWorkbook |= entry.getName().endsWith("xl/workbook.xml");
                if (entry.getName().endsWith("vbaProject.bin")) {
                    return Optional.of(new Unreadable("macros"));
                }
                if (++entries > ENTRY_LIMIT) {
                    return Optional.of(new Unreadable("too_large"));
                }
                try (var content = zip.getInputStream(entry)) {
                    byte[] prologue = content.readNBytes(PROLOGUE_BYTES);
                    if (new String(prologue, StandardCharsets.ISO_8859_1).contains("<!DOCTYPE")) {
                        return Optional.of(new Unreadable("broken"));
                    }
                    unpacked += prologue.length;
                    for (int n = content.read(buffer); n > 0; n = content.read(buffer)) {
                        unpacked += n;
                        if (unpacked > limits.unpackedBytes()) {
                            return Optional.of(new Unreadable("too_large"));
                        }
                    }
                }
            }
        }
        return hasWorkbook ? Optional.empty() : Optional.of(new Unreadable("not_a_table"));
    }

    private static List<String> cells(org.dhatim.fastexcel.reader.Row row) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < Math.min(row.getCellCount(), COLUMN_LIMIT); i++) {
            cells.add(row.getOptionalCell(i).map(TableReader::text).orElse(""));
        }
        return cells;
    }

    /// Numbers without an exponent; times of day and dates as ISO 8601 writes them.
    private static String text(Cell cell) {
        if (cell.getType() == CellType.FORMULA) {
            // what the formula came to when the file was saved
            return Optional.ofNullable(cell.getRawValue()).orElse("");
        }
        if (cell.getType() != CellType.NUMBER) {
            return cell.getText();
        }
        String format = Optional.ofNullable(cell.getDataFormatString()).orElse("");
        boolean time = format.matches("(?i)(\\[\\$.*])?h+:mm.*");
        boolean date = format.matches("(?i).*(yy|дд|dd).*");
        if (time || date) {
            var moment = cell.asDate();
            return time ? moment.toLocalTime().toString() : moment.toLocalDate().toString();
        }
        return cell.asNumber().stripTrailingZeros().toPlainString();
    }

    private static Row row(int number, List<String> cells) {
        return new Row(
                number,
                cells.stream()
                        .limit(COLUMN_LIMIT)
                        .map(cell ->
                                cell.length() > CELL_LIMIT ? cell.substring(0, CELL_LIMIT) : cell)
                        .map(TableReader::stripped)
                        .toList());
    }

    /// Blanks of all kinds, no-break ones among them.
    private static String stripped(String cell) {
        return cell.replace('\u00A0', ' ').strip();
    }

    private static void add(Row row, List<Row> rows) {
        if (row.cells().stream().anyMatch(cell -> !cell.isEmpty())) {
            rows.add(row);
        }
    }
}
