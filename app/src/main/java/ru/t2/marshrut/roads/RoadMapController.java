package ru.t2.marshrut.roads;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// Main roads, borders and places for the application's own map, where there is an extract.
@Hidden
@RestController
class RoadMapController {

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final RoadGraphs graphs;

    RoadMapController(RoadGraphs graphs) {
        this.graphs = graphs;
    }

    /// 204: there is no extract, or it is still being read.
    @GetMapping("/map/roads.json")
    ResponseEntity<Resource> roads(WebRequest request) {
        var map = graphs.findMap();
        if (map.isEmpty()) {
            return ResponseEntity.noContent().cacheControl(CacheControl.noCache()).build();
        }
        // The folder is named for the extract. Weak, so that it may be compressed on the way.
        var folder = java.util.Objects.requireNonNull(map.get().getParent());
        String tag = "W/\"" + folder.getFileName() + '"';
        if (request.checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(KEPT).cachePrivate())
                .eTag(tag)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new FileSystemResource(map.get()));
    }
}
