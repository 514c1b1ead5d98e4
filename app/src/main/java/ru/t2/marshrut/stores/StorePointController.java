package ru.t2.marshrut.stores;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// All stores at once, with as little as maps and searches of pages need.
@Hidden
@RestController
class StorePointController {

    private final StoreRepository repository;

    StorePointController(StoreRepository repository) {
        this.repository = repository;
    }

    /// A store on a map; degrees.
    record MapPoint(
            String id,
            String name,
            String address,
            String district,
            String category,
            double lat,
            double lon) {}

    @GetMapping("/map/stores.json")
    List<MapPoint> listPoints() {
        return repository.listPoints().stream()
                .map(store ->
                        new MapPoint(
                                store.id(),
                                store.name(),
                                store.address(),
                                store.district(),
                                store.category().name(),
                                store.position().lat(),
                                store.position().lon()))
                .toList();
    }
}
