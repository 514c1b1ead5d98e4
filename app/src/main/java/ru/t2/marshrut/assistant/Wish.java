package ru.t2.marshrut.assistant;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/// One thing that a text asks of a route, as it was read; whether it can be granted is for others
/// to say.
///
/// @param places ids of the places it is about, in the order of the text
/// @param from earliest start of service, or of a span
/// @param until latest start of service, or when to be back
/// @param text the words it was read from
/// @param doubt why it can't be acted on as it stands; empty when it can
public record Wish(
        Kind kind,
        List<String> places,
        Optional<LocalTime> from,
        Optional<LocalTime> until,
        String text,
        Optional<Doubt> doubt) {

    public Wish {
        places = List.copyOf(places);
    }

    /// The closed set of wishes.
    public enum Kind {
        /// Visit early: in the first place, or in the places that follow it.
        FIRST,
        LAST,
        /// Serve within a span of time, open at one end or closed.
        TIME,
        /// The first place before the second.
        ORDER,
        SKIP,
        /// Don't leave out.
        MUST,
        PREFER_DISTANCE,
        PREFER_TIME,
        PREFER_PRIORITY,
        PREFER_COST,
        /// The route's end at the latest.
        RETURN_BY,
        /// Visit nothing in a district.
        AVOID_DISTRICT,
        /// Nothing that concerns a route.
        NONE
    }

    /// Why a wish can't be acted on.
    ///
    /// @param candidates names of the places it may mean; for [Reason#AMBIGUOUS]
    public record Doubt(Reason reason, List<String> candidates) {

        public Doubt {
            candidates = List.copyOf(candidates);
        }

        /// The closed set of doubts.
        public enum Reason {
            /// It may mean several places.
            AMBIGUOUS,
            /// It names no place of the request.
            NO_PLACE,
            /// It names no time.
            NO_TIME,
            /// Nothing in it can be acted on.
            NOT_UNDERSTOOD
        }
    }
}
