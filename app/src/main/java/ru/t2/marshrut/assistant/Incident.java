package ru.t2.marshrut.assistant;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a text says went wrong, as it was read; whether anything can be done about it is for others
/// to say.
///
/// @param effect on places; says nothing where there are none
/// @param mentions whom and what it names, in the order of the text
/// @param days empty: the text names none
/// @param hours empty: the text names none
/// @param slowdownPercent how long ways take, 100 being as ever; empty: the text doesn't say
/// @param text the words it was read from
public record Incident(
        Kind kind,
        Effect effect,
        List<Mention> mentions,
        Optional<Period> days,
        Optional<Hours> hours,
        OptionalInt slowdownPercent,
        String text) {

    public Incident {
        mentions = List.copyOf(mentions);
    }

    /// The mentions that its kind speaks of: a closed store is a store even if its town is named,
    /// bad weather is a district's even if a store there has its name.
    public List<Mention> meant() {
        var groups =
                switch (kind) {
                    case REP_UNAVAILABLE -> List.of(EnumSet.of(Group.REP));
                    case VEHICLE_BROKEN ->
                            List.of(EnumSet.of(Group.VEHICLE), EnumSet.of(Group.REP));
                    case STORE_CLOSED ->
                            List.of(
                                    EnumSet.of(Group.STORE),
                                    EnumSet.of(Group.TOWN),
                                    EnumSet.of(Group.DISTRICT));
                    case WEATHER, ROAD_CLOSED ->
                            List.of(
                                    EnumSet.of(Group.DISTRICT),
                                    EnumSet.of(Group.TOWN),
                                    EnumSet.of(Group.STORE));
                    case OTHER ->
                            List.of(
                                    EnumSet.of(Group.REP, Group.VEHICLE),
                                    namesOneStore()
                                            ? EnumSet.of(Group.STORE)
                                            : EnumSet.of(Group.TOWN),
                                    EnumSet.of(Group.DISTRICT),
                                    EnumSet.of(Group.STORE));
                    case NONE -> List.<EnumSet<Group>>of();
                };
        return groups.stream()
                .map(group -> mentions.stream().filter(m -> group.contains(m.group())).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private boolean namesOneStore() {
        return mentions.stream().anyMatch(m -> m.group() == Group.STORE && !m.isAmbiguous());
    }

    /// The closed set of what can go wrong.
    public enum Kind {
        /// A rep is ill or away.
        REP_UNAVAILABLE,
        VEHICLE_BROKEN,
        WEATHER,
        STORE_CLOSED,
        ROAD_CLOSED,
        OTHER,
        /// Nothing went wrong.
        NONE
    }

    /// What places suffer.
    public enum Effect {
        CLOSED,
        SLOWER
    }

    /// What sort of thing a mention names.
    public enum Group {
        REP,
        VEHICLE,
        STORE,
        DISTRICT,
        TOWN
    }

    /// Whom or what some words name.
    ///
    /// @param candidates one, or several that fit equally well
    public record Mention(Group group, List<NamedPlace> candidates, String words) {

        public Mention {
            candidates = List.copyOf(candidates);
        }

        public boolean isAmbiguous() {
            return candidates.size() > 1;
        }
    }

    /// Days.
    ///
    /// @param from empty: from the day of the text on
    /// @param to included; empty: none was named
    /// @param upTo whether the text leaves open that the last day is included («до среды»)
    /// @param isUnclear whether the text names days that are no one span
    public record Period(
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            boolean upTo,
            boolean isUnclear,
            String words) {}

    /// Hours of the day.
    ///
    /// @param until empty: until the end of the day
    public record Hours(Optional<LocalTime> from, Optional<LocalTime> until, String words) {}

    /// Whom and what a text may name.
    ///
    /// @param towns settlements; their ids are their names
    public record Names(
            List<NamedPlace> reps,
            List<NamedPlace> vehicles,
            List<NamedPlace> stores,
            List<NamedPlace> districts,
            List<NamedPlace> towns) {

        public Names {
            reps = List.copyOf(reps);
            vehicles = List.copyOf(vehicles);
            stores = List.copyOf(stores);
            districts = List.copyOf(districts);
            towns = List.copyOf(towns);
        }
    }
}
