package ru.t2.marshrut.stores;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

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

    /// Browsers keep them and ask each time whether they still hold.
    @GetMapping("/map/stores.json")
    ResponseEntity<List<MapPoint>> listPoints(WebRequest request) {
        // Weak, so that it may be compressed on the way.
        String tag = "W/\"" + repository.state() + '"';
        if (request.checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(tag)
                .body(repository.listPoints().stream().map(StorePointController::point).toList());
    }

    private static MapPoint point(StorePoint store) {
        return new MapPoint(
                store.id(),
                store.name(),
                store.address(),
                store.district(),
                store.category().name(),
                store.position().lat(),
                store.position().lon());
    }
}
