package ru.t2.marshrut.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// The stores, for other features. Thread-safe.
@Service
public class Stores {

    private final StoreRepository repository;

    Stores(StoreRepository repository) {
        this.repository = repository;
    }

    /// A part of the stores that pass the filter; total and part are of the same moment.
    ///
    /// @param limit how many at most, 0 or more
    /// @param offset how many to leave out at the beginning, 0 or more
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public StorePage list(StoreFilter filter, int limit, int offset) {
        return new StorePage(repository.count(filter), repository.list(filter, limit, offset));
    }

    /// How many pass the filter.
    public long count(StoreFilter filter) {
        return repository.count(filter);
    }

    /// Ids of all that pass the filter.
    public Set<String> listIds(StoreFilter filter) {
        return Set.copyOf(repository.listIds(filter));
    }

    /// Names of the districts that have stores, in their order.
    public List<String> listDistricts() {
        return repository.listDistricts();
    }

    /// How many stores are made up.
    long countSynthetic() {
        return repository.countSynthetic();
    }

    /// Empty for any text that is not the id of a store.
    public Optional<Store> find(String id) {
        return Store.isId(id) ? repository.find(id) : Optional.empty();
    }

    /// The stores with these ids in this order, and the ids that no store has.
    public StoreSelection listByIds(List<String> ids) {
        var known = repository.mapByIds(ids.stream().filter(Store::isId).distinct().toList());
        var stores = new ArrayList<Store>();
        var unknownIds = new ArrayList<String>();
        for (String id : ids) {
            var store = known.get(id);
            if (store == null) {
                unknownIds.add(id);
            } else {
                stores.add(store);
            }
        }
        return new StoreSelection(stores, unknownIds);
    }
}
