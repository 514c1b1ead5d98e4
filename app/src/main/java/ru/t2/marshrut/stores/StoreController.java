package ru.t2.marshrut.stores;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.UriComponentsBuilder;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.kernel.GeoPoint;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.JsonInput;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Paging;
import tools.jackson.databind.node.ObjectNode;

/// Stores over HTTP.
@RestController
@RequestMapping("/api/v1/locations")
@Tag(name = "locations")
class StoreController {

    private final Stores stores;
    private final StoreEditing editing;
    private final StoreUpload upload;
    private final NamedStores named;
    private final JsonInput json;
    private final Optional<ServiceTimes> serviceTimes;

    StoreController(
            Stores stores,
            StoreEditing editing,
            StoreUpload upload,
            NamedStores named,
            JsonInput json,
            Optional<ServiceTimes> serviceTimes) {
        this.stores = stores;
        this.editing = editing;
        this.upload = upload;
        this.named = named;
        this.json = json;
        this.serviceTimes = serviceTimes;
    }

    @GetMapping
    @Operation(summary = "Stores in order of id, filtered, page by page")
    ListAnswer<StoreView> listStores(
            @Parameter(description = "A, B, C or D, Latin or Cyrillic")
                    @RequestParam(required = false)
                    @Nullable String category,
            @Parameter(description = "Exact name of a district") @RequestParam(required = false)
                    @Nullable String district,
            @Parameter(description = "Exact name of a town or village")
                    @RequestParam(required = false)
                    @Nullable String city,
            @Parameter(description = "Words in name, address, city, district or id")
                    @RequestParam(required = false)
                    @Nullable String text,
            @Parameter(description = "South, west, north, east in degrees: lat,lon,lat,lon")
                    @RequestParam(required = false)
                    @Nullable String bbox,
            @Parameter(description = "1 to 500, default 50") @RequestParam(required = false)
                    @Nullable Integer limit,
            @Parameter(description = "0 or more, default 0") @RequestParam(required = false)
                    @Nullable Integer offset) {
        var problems = new ArrayList<FieldProblem>();
        var paging = Paging.of(limit, offset, problems);
        var filter = StoreFilter.of(category(category, problems), district, city, text);
        if (bbox != null && !bbox.isBlank()) {
            filter = box(bbox, problems).map(filter::within).orElse(filter);
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        var page = stores.list(filter, paging.limit(), paging.offset());
        return new ListAnswer<>(page.total(), page.items().stream().map(StoreView::of).toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One store")
    StoreView getStore(@PathVariable String id) {
        return StoreView.of(editing.get(id));
    }

    @GetMapping("/{id}/service-suggestion")
    @Operation(
            summary =
                    "Median time of the visits at a store, else at those of its category; nothing is changed")
    ServiceSuggestion suggestServiceTime(@PathVariable String id) {
        return ServiceSuggestion.of(editing.get(id), serviceTimes);
    }

    @PostMapping
    @Operation(summary = "A new store")
    ResponseEntity<StoreView> create(@Valid @RequestBody StoreInput input) {
        var store = editing.create(input);
        return ResponseEntity.created(
                        UriComponentsBuilder.fromPath("/api/v1/locations/{id}").build(store.id()))
                .body(StoreView.of(store));
    }

    @PostMapping(path = "/upload", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary =
                    "Stores from a CSV, XLSX or JSON file: a preview with row errors, or, with commit, all at once")
    UploadReport upload(
            @RequestPart MultipartFile file,
            @Parameter(description = "Whether to apply it; nothing is applied if there are errors")
                    @RequestParam(defaultValue = "false")
                    boolean commit)
            throws IOException {
        return upload.upload(file.getBytes(), commit);
    }

    @PostMapping(path = "/named", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary =
                    "Which stores a CSV or XLSX file names, by code or name; nothing is changed, nothing guessed")
    NamedStoresReport named(@RequestPart MultipartFile file) throws IOException {
        return named.read(file.getBytes());
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Changes a store: a merge patch with the version it was made for")
    StoreView update(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            ref =
                                                                    "#/components/schemas/StoreInput")))
                    @RequestBody
                    ObjectNode patch) {
        return StoreView.of(editing.update(id, json.patch(patch)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deletes a store that nothing uses")
    void delete(
            @PathVariable String id,
            @Parameter(description = "If given, only this version is deleted")
                    @RequestParam(required = false)
                    @Nullable Integer version) {
        editing.delete(id, version == null ? OptionalInt.empty() : OptionalInt.of(version));
    }

    private static Optional<StoreFilter.Box> box(String text, List<FieldProblem> problems) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 4) {
                return Optional.of(
                        new StoreFilter.Box(
                                new GeoPoint(
                                        Double.parseDouble(parts[0]), Double.parseDouble(parts[1])),
                                new GeoPoint(
                                        Double.parseDouble(parts[2]),
                                        Double.parseDouble(parts[3]))));
            }
        } catch (IllegalArgumentException _) {
            // told below, together with too few or too many numbers
        }
        problems.add(FieldProblem.of("bbox", "stores.bbox", text));
        return Optional.empty();
    }

    private static @Nullable Category category(@Nullable String text, List<FieldProblem> problems) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var category = Category.parse(text);
        if (category.isEmpty()) {
            problems.add(FieldProblem.of("category", "stores.category", text));
        }
        return category.orElse(null);
    }
}
