package ru.t2.marshrut.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// Imports over HTTP.
@RestController
@RequestMapping("/api/v1/import/schedule")
@Tag(name = "reports")
class ImportController {

    private static final int MAX_NAME = 120;

    private final ScheduleImport imports;

    ImportController(ScheduleImport imports) {
        this.imports = imports;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary =
                    "An edited export, or a table of one's own: a preview, or, with commit, all at once",
            description =
                    "XLSX or CSV. The preview tells each cell's change, what others have changed since the export"
                            + " (`conflicts`) and what can't be read (`errors`). A commit is refused as a whole if there is"
                            + " any of these; with `overwrite` the file wins over others' changes.")
    ImportReport load(
            @RequestPart MultipartFile file,
            @Parameter(description = "Whether to apply it") @RequestParam(defaultValue = "false")
                    boolean commit,
            @Parameter(description = "Whether the file wins over what others have changed since")
                    @RequestParam(defaultValue = "false")
                    boolean overwrite)
            throws IOException {
        return commit
                ? imports.commit(file.getBytes(), name(file), overwrite)
                : imports.preview(file.getBytes(), overwrite);
    }

    private static String name(MultipartFile file) {
        String name =
                Optional.ofNullable(file.getOriginalFilename())
                        .map(text -> text.replaceAll("\\p{Cntrl}", " ").strip())
                        .filter(text -> !text.isEmpty())
                        .orElse("–");
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    }

    @PostMapping("/{id}/undo")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Takes an import back, completely or not at all")
    void undo(@PathVariable UUID id) {
        imports.undo(id);
    }
}
