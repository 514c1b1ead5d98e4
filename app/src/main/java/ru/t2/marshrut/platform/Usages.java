package ru.t2.marshrut.platform;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Refuses to delete what is in use (409), naming what uses it. Thread-safe.
@Component
public class Usages {

    private final Texts texts;

    Usages(Texts texts) {
        this.texts = texts;
    }

    /// Refuses the deletion of a record if there are usages with a count above zero.
    ///
    /// @throws ApiException with the usages as `used_by`
    public void requireNone(String id, List<Usage> usages) {
        var present = usages.stream().filter(usage -> usage.count() > 0).toList();
        if (!present.isEmpty()) {
            String words =
                    present.stream()
                            .map(usage -> texts.get("usage." + usage.kind(), usage.count()))
                            .collect(Collectors.joining(", "));
            throw ApiException.of(HttpStatus.CONFLICT, "in_use", id, words)
                    .with("used_by", present);
        }
    }
}
