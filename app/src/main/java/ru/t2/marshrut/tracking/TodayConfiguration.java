package ru.t2.marshrut.tracking;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.event.TransactionalEventListener;
import ru.t2.marshrut.planning.PlanChanged;
import ru.t2.marshrut.planning.PlanPublished;
import ru.t2.marshrut.planning.VisitStatusChanged;
import ru.t2.marshrut.ui.LiveStream;
import ru.t2.marshrut.ui.NavigationEntry;

/// The front page's place in the navigation, and what makes it look again.
@Configuration(proxyBeanMethods = false)
class TodayConfiguration {

    @Bean
    NavigationEntry todayEntry() {
        return new NavigationEntry(10, "/", "tracking.today", "today", true);
    }

    @Bean
    LiveStream dayStream() {
        return new LiveStream("day");
    }

    /// Passes on that something has happened, once it is committed.
    @Configuration(proxyBeanMethods = false)
    static class Listener {

        private final LiveStream dayStream;

        Listener(LiveStream dayStream) {
            this.dayStream = dayStream;
        }

        @TransactionalEventListener(fallbackExecution = true)
        void changed(PlanChanged event) {
            dayStream.tell();
        }

        @TransactionalEventListener(fallbackExecution = true)
        void changed(VisitStatusChanged event) {
            dayStream.tell();
        }

        @TransactionalEventListener(fallbackExecution = true)
        void changed(VisitStarted event) {
            dayStream.tell();
        }

        @TransactionalEventListener(fallbackExecution = true)
        void changed(LatenessExpected event) {
            dayStream.tell();
        }

        @TransactionalEventListener(fallbackExecution = true)
        void changed(PlanPublished event) {
            dayStream.tell();
        }
    }
}
