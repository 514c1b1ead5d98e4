package ru.t2.marshrut.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoStoreLoaderTest {

    private final StoreDatabase database = new StoreDatabase();
    private final StoreRepository repository = database.repository();

    @Test
    void anEmptyDatabaseIsFilledOnce() {
        database.loader(true).afterSingletonsInstantiated();
        assertThat(repository.count(StoreFilter.ALL)).isEqualTo(250);
        var first = repository.list(StoreFilter.ALL, 500, 0);

        database.loader(true).afterSingletonsInstantiated();
        assertThat(repository.list(StoreFilter.ALL, 500, 0)).isEqualTo(first);
    }

    @Test
    void whatIsLoadedIsWhatWasMadeUp() {
        database.loader(true).afterSingletonsInstantiated();
        var loaded = repository.list(StoreFilter.ALL, 500, 0);
        assertThat(loaded)
                .isEqualTo(DemoStores.of(District.listMordovia(), loaded.getFirst().createdAt()));
    }

    @Test
    void deletedDemoStoresStayDeleted() {
        database.loader(true).afterSingletonsInstantiated();
        database.jdbc().sql("delete from store").update();
        database.loader(true).afterSingletonsInstantiated();
        assertThat(repository.count(StoreFilter.ALL)).isZero();
    }

    @Test
    void aDatabaseWithStoresIsLeftAlone() {
        repository.insert(List.of(StoreTest.store("mine", "Заря")));
        database.loader(true).afterSingletonsInstantiated();
        assertThat(repository.count(StoreFilter.ALL)).isEqualTo(1);
    }

    @Test
    void nothingIsLoadedUnlessAskedFor() {
        database.loader(false).afterSingletonsInstantiated();
        assertThat(repository.count(StoreFilter.ALL)).isZero();
    }

    @Test
    void applicationsThatStartAtOnceLoadOnce() throws ExecutionException, InterruptedException {
        int applications = 4;
        var barrier = new CyclicBarrier(applications);
        try (var executor = Executors.newFixedThreadPool(applications)) {
            var starts =
                    IntStream.range(0, applications)
                            .<Future<?>>mapToObj(_ ->
                                    executor.submit(() -> {
                                        var loader = database.loader(true);
                                        barrier.await();
                                        loader.afterSingletonsInstantiated();
                                        return repository.count(StoreFilter.ALL);
                                    }))
                            .toList();
            for (Future<?> start : starts) {
                assertThat(start.get()).isEqualTo(250L);
            }
        }
    }
}
