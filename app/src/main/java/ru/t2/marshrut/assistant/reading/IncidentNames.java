package ru.t2.marshrut.assistant.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import ru.t2.marshrut.assistant.Incident;
import ru.t2.marshrut.assistant.Incident.Group;
import ru.t2.marshrut.assistant.Incident.Mention;
import ru.t2.marshrut.assistant.NamedPlace;

/// Finds in a text whom and what it names: people, vehicles, districts, towns, stores. A word names
/// one thing: people come first, then vehicles; a word that a district, a town and a store share is
/// told of each, since what went wrong decides which is meant.
///
/// Immutable; made once for a request.
public final class IncidentNames {

    private static final Pattern LATIN = Pattern.compile("[A-Za-z]");

    private final People people;
    private final Names vehicles;
    private final Names districts;
    private final Names towns;
    private final Names stores;

    public IncidentNames(Incident.Names names) {
        var otherStems = new HashSet<String>();
        for (var place : names.stores()) {
            addStems(otherStems, place.name());
            addStems(otherStems, place.address());
        }
        names.districts().forEach(place -> addStems(otherStems, place.name()));
        names.towns().forEach(place -> addStems(otherStems, place.name()));
        people = new People(names.reps(), otherStems);
        vehicles = new Names(names.vehicles().stream().map(IncidentNames::alsoInCyrillic).toList());
        districts = new Names(names.districts());
        towns = new Names(names.towns());
        stores = new Names(names.stores());
    }

    private static void addStems(Set<String> stems, String text) {
        Word.of(text).forEach(word -> stems.add(word.stem()));
    }

    List<Mention> find(String text, List<Word> words, Set<Integer> taken) {
        var used = new HashSet<>(taken);
        var found = new ArrayList<Found>();
        add(found, Group.REP, people.find(words, used));
        used.addAll(wordsOf(found));
        add(found, Group.VEHICLE, vehicles.find(words, used));
        used.addAll(wordsOf(found));
        add(found, Group.DISTRICT, districts.find(words, used));
        add(found, Group.TOWN, towns.find(words, used));
        add(found, Group.STORE, stores.find(words, used));
        return found.stream()
                .sorted(Comparator.comparingInt(one -> one.mention.first()))
                .map(one ->
                        new Mention(
                                one.group,
                                one.mention.places(),
                                Report.quote(text, words, one.mention.words())))
                .toList();
    }

    private record Found(Group group, Names.Mention mention) {}

    private static void add(List<Found> found, Group group, List<Names.Mention> mentions) {
        mentions.forEach(mention -> found.add(new Found(group, mention)));
    }

    private static Set<Integer> wordsOf(List<Found> found) {
        var words = new HashSet<Integer>();
        found.forEach(one -> words.addAll(one.mention.words()));
        return words;
    }

    /// «Веста» is a Vesta.
    private static NamedPlace alsoInCyrillic(NamedPlace vehicle) {
        return LATIN.matcher(vehicle.name()).find()
                ? new NamedPlace(
                        vehicle.id(),
                        vehicle.name() + " " + Cyrillic.of(vehicle.name()),
                        vehicle.address())
                : vehicle;
    }
}
