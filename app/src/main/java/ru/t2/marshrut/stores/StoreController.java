package ru.t2.marshrut.stores;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.t2.marshrut.kernel.Category;
import ru.t2.marshrut.platform.ApiException;
import ru.t2.marshrut.platform.FieldProblem;
import ru.t2.marshrut.platform.ListAnswer;
import ru.t2.marshrut.platform.Paging;

/// Stores over HTTP.
@RestController
@RequestMapping("/api/v1/locations")
@Tag(name = "locations")
class StoreController {

    private final Stores stores;

    StoreController(Stores stores) {
        this.stores = stores;
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
            @Parameter(description = "1 to 500, default 50") @RequestParam(required = false)
                    @Nullable Integer limit,
            @Parameter(description = "0 or more, default 0") @RequestParam(required = false)
                    @Nullable Integer offset) {
        var problems = new ArrayList<FieldProblem>();
        var paging = Paging.of(limit, offset, problems);
        var filter = StoreFilter.of(category(category, problems), district, city, text);
        if (!problems.isEmpty()) {
            throw ApiException.invalidInput(problems);
        }
        var page = stores.list(filter, paging.limit(), paging.offset());
        return new ListAnswer<>(page.total(), page.items().stream().map(StoreView::of).toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One store")
    StoreView getStore(@PathVariable String id) {
        return stores.find(id)
                .map(StoreView::of)
                .orElseThrow(() -> ApiException.of(HttpStatus.NOT_FOUND, "unknown_id", id));
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
