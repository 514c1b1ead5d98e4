package ru.t2.marshrut.stores;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import ru.t2.marshrut.stores.UploadReport.RowError;
import ru.t2.marshrut.tables.FileContent;

/// A workbook that has only counts: stores by district, shares by category. Stores are made up from
/// it and marked synthetic, since there is nothing true to say of a single one.
///
/// @param districts with the counts of the workbook
/// @param errors cells that can't be followed
record OrganiserWorkbook(List<District> districts, List<RowError> errors) {

    private static final String DISTRICT_HEADER = "Наименование района";
    private static final String CATEGORY_HEADER = "Категория ТТ";
    private static final List<BigDecimal> SHARES =
            List.of(
                    new BigDecimal("0.2"),
                    new BigDecimal("0.3"),
                    new BigDecimal("0.2"),
                    new BigDecimal("0.3"));
    private static final int MOST_STORES = 500;

    /// Empty: it is another table.
    static Optional<OrganiserWorkbook> of(FileContent.Tables tables) {
        var counts =
                sheet(
                        tables,
                        row ->
                                row.cell(0).equalsIgnoreCase(DISTRICT_HEADER)
                                        && row.cells().size() == 2);
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        var errors = new ArrayList<RowError>();
        var districts = districts(counts.get(), errors);
        sheet(tables, row -> row.cell(0).equalsIgnoreCase(CATEGORY_HEADER))
                .ifPresent(sheet -> checkShares(sheet, errors));
        return Optional.of(new OrganiserWorkbook(districts, errors));
    }

    List<Store> stores(Instant createdAt) {
        return districts.isEmpty() ? List.of() : DemoStores.of(districts, createdAt);
    }

    private static Optional<FileContent.Sheet> sheet(
            FileContent.Tables tables, Predicate<FileContent.Row> header) {
        return tables.sheets().stream()
                .filter(sheet -> !sheet.rows().isEmpty() && header.test(sheet.rows().getFirst()))
                .findFirst();
    }

    private static List<District> districts(FileContent.Sheet sheet, List<RowError> errors) {
        var known = District.listMordovia();
        var districts = new ArrayList<District>();
        for (var row : sheet.rows().subList(1, sheet.rows().size())) {
            String name = row.cell(0);
            if (name.isEmpty()) {
                continue; // the sum below the table
            }
            var district = known.stream().filter(one -> isNamed(one, name)).findFirst();
            if (district.isEmpty()) {
                errors.add(
                        new RowError(row.number(), DISTRICT_HEADER, name, "unknown_district", ""));
            } else if (!row.cell(1).matches("\\d{1,4}")
                    || Integer.parseInt(row.cell(1)) > MOST_STORES) {
                errors.add(new RowError(row.number(), "", row.cell(1), "store_count", ""));
            } else if (Integer.parseInt(row.cell(1)) > 0) {
                districts.add(
                        new District(
                                district.get().name(),
                                district.get().centre(),
                                district.get().position(),
                                Integer.parseInt(row.cell(1))));
            }
        }
        return districts;
    }

    private static boolean isNamed(District district, String name) {
        return plain(district.name()).equals(plain(name));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.of("ru")).replace('ё', 'е').replace(" район", "").strip();
    }

    private static void checkShares(FileContent.Sheet sheet, List<RowError> errors) {
        for (int i = 0; i < SHARES.size() && i + 1 < sheet.rows().size(); i++) {
            var row = sheet.rows().get(i + 1);
            String share = row.cell(2);
            if (!share.matches("\\d+(\\.\\d+)?")
                    || new BigDecimal(share).compareTo(SHARES.get(i)) != 0) {
                errors.add(
                        new RowError(row.number(), CATEGORY_HEADER, share, "category_share", ""));
            }
        }
    }
}
