package ru.t2.marshrut.stores;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The stores that rows may mean.
final class KnownStores {

    private static final int ID_BYTES = 6;

    private final Map<String, Store> byId;
    private final Map<String, String> idsByAddress;

    private KnownStores(Map<String, Store> byId, Map<String, String> idsByAddress) {
        this.byId = byId;
        this.idsByAddress = idsByAddress;
    }

    static KnownStores of(UploadRows rows, StoreRepository repository) {
        var idsByAddress = repository.mapIdsByNameAndAddress(addresses(rows));
        var ids = new HashSet<String>(idsByAddress.values());
        rows.rows().forEach(row -> ids.add(id(row)));
        return new KnownStores(
                repository.mapByIds(ids.stream().filter(Store::isId).toList()), idsByAddress);
    }

    Optional<Store> find(UploadRows.Row row) {
        String given = cell(row, UploadColumn.ID);
        if (!given.isEmpty()) {
            return Optional.ofNullable(byId.get(given));
        }
        String address =
                StoreRepository.told(
                        cell(row, UploadColumn.CITY),
                        cell(row, UploadColumn.ADDRESS),
                        cell(row, UploadColumn.NAME));
        return Optional.ofNullable(
                byId.get(Objects.requireNonNullElse(idsByAddress.get(address), id(row))));
    }

    private static List<StoreRepository.Told> addresses(UploadRows rows) {
        return rows.rows().stream()
                .map(row ->
                        new StoreRepository.Told(
                                cell(row, UploadColumn.CITY),
                                cell(row, UploadColumn.ADDRESS),
                                cell(row, UploadColumn.NAME)))
                .filter(told -> !told.address().isEmpty())
                .toList();
    }

    /// An id that the same row always gets.
    static String id(UploadRows.Row row) {
        String given = cell(row, UploadColumn.ID);
        if (!given.isEmpty()) {
            return given;
        }
        String address = cell(row, UploadColumn.ADDRESS);
        String place =
                address.isEmpty()
                        ? cell(row, UploadColumn.LAT) + "/" + cell(row, UploadColumn.LON)
                        : address;
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    StoreRepository.told(
                                                    cell(row, UploadColumn.CITY),
                                                    place,
                                                    cell(row, UploadColumn.NAME))
                                            .getBytes(StandardCharsets.UTF_8));
            return "tt-" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    static String cell(UploadRows.Row row, UploadColumn column) {
        return Objects.requireNonNullElse(row.cells().get(column), "");
    }
}
