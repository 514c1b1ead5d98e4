package ru.t2.marshrut.stores;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import ru.t2.marshrut.stores.UploadReport.RowError;

/// Which stores a file names.
///
/// @param format `csv` or `xlsx`
/// @param rows that the file has below its header
/// @param repeated rows that name a store which an earlier row has named
/// @param found in the file's order, each store once
/// @param questions rows whose name several stores have: a person is to say which
/// @param errorCount of which `errors` has the first thousand
@Schema(name = "NamedStoresReport")
record NamedStoresReport(
        String format,
        int rows,
        int repeated,
        List<Found> found,
        List<Question> questions,
        int errorCount,
        List<RowError> errors) {

    NamedStoresReport {
        found = List.copyOf(found);
        questions = List.copyOf(questions);
        errors = List.copyOf(errors);
    }

    /// A store that is meant without doubt.
    @Schema(name = "NamedStore")
    record Found(int row, String id, String name) {}

    /// A name that several stores have.
    @Schema(name = "NamedStoreQuestion")
    record Question(int row, String value, List<Choice> choices) {
        Question {
            choices = List.copyOf(choices);
        }
    }

    /// One of them.
    @Schema(name = "NamedStoreChoice")
    record Choice(String id, String name, String address, String district) {}
}
