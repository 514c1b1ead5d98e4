package ru.t2.marshrut.planning;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.event.TransactionalEventListener;
import ru.t2.marshrut.ui.LiveStream;
import ru.t2.marshrut.ui.NavigationEntry;

/// The plan's place in the navigation, and what makes its page look again.
@Configuration(proxyBeanMethods = false)
class PlanPageConfiguration {

    @Bean
    NavigationEntry planEntry() {
        return new NavigationEntry(20, "/plan", "planning.title", "plan", true);
    }

    @Bean
    LiveStream planStream() {
        return new LiveStream("plan");
    }

    /// Passes on that a plan has changed, once it is committed.
    @Configuration(proxyBeanMethods = false)
    static class Listener {

        private final LiveStream planStream;

        Listener(LiveStream planStream) {
            this.planStream = planStream;
        }

        @TransactionalEventListener(fallbackExecution = true)
        void changed(PlanChanged event) {
            planStream.tell();
        }

        @TransactionalEventListener(fallbackExecution = true)
        void changed(VisitStatusChanged event) {
            planStream.tell();
        }

        @TransactionalEventListener(fallbackExecution = true)
        void published(PlanPublished event) {
            planStream.tell();
        }
    }
}
