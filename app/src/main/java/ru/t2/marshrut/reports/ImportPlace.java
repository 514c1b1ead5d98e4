package ru.t2.marshrut.reports;

/// Where something was written: a row of a sheet.
record ImportPlace(ImportFile.Sheet sheet, ImportFile.Row row) {

    boolean has(ImportField field) {
        return row.has(field);
    }

    String text(ImportField field) {
        return row.text(field);
    }

    /// Address of a field's cell; that of the rep's name where there is no column of his id.
    String address(ImportField field) {
        return row.address(
                field == ImportField.REP_ID && !row.has(ImportField.REP_ID)
                        ? ImportField.REP_NAME
                        : field);
    }
}
