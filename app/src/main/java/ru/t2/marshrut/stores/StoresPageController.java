package ru.t2.marshrut.stores;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import ru.t2.marshrut.ui.MapContent;
import ru.t2.marshrut.ui.NavigationEntry;
import ru.t2.marshrut.ui.Pages;

/// The page of stores: search, map, changes in place, upload with a preview.
@Hidden
@Controller
class StoresPageController {

    private static final MapContent NOTHING =
            new MapContent(List.of(), List.of(), List.of(), List.of());

    private final Pages pages;
    private final Stores stores;

    StoresPageController(Pages pages, Stores stores) {
        this.pages = pages;
        this.stores = stores;
    }

    @GetMapping("/stores")
    View page() {
        return pages.page(
                "stores/stores",
                Map.of(
                        "page",
                        new StoresPage(
                                stores.listDistricts(),
                                stores.count(StoreFilter.ALL),
                                stores.countSynthetic(),
                                NOTHING)));
    }

    /// The page's place in the navigation.
    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        NavigationEntry storesEntry() {
            return new NavigationEntry(50, "/stores", "stores.title", "stores", false);
        }
    }
}
