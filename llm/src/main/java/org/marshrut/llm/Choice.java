package org.marshrut.llm;

import java.util.ArrayList;
import java.util.List;

/// What a model chose, and how firmly.
///
/// @param index of the chosen option
/// @param probabilities by option; they add up to 1
/// @param confidence lead of the chosen option over the runner-up, 0 (none) to 1 (all)
/// @param rotations the raw scores by rotation: in rotation r the label in place p stood for option
///   (p + r) mod n
public record Choice(
        int index, List<Double> probabilities, double confidence, List<LabelScores> rotations) {

    public Choice {
        probabilities = List.copyOf(probabilities);
        rotations = List.copyOf(rotations);
    }

    /// Averages log-probabilities over the rotations and normalises them; equal options go to the
    /// earlier one.
    static Choice averaged(List<LabelScores> rotations) {
        int n = rotations.size();
        double[] mean = new double[n];
        for (int rotation = 0; rotation < n; rotation++) {
            var scores = rotations.get(rotation).logProbabilities();
            for (int place = 0; place < n; place++) {
                mean[(place + rotation) % n] += scores.get(place) / n;
            }
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (double value : mean) {
            highest = Math.max(highest, value);
        }
        double sum = 0;
        for (double value : mean) {
            sum += Math.exp(value - highest);
        }
        int best = 0;
        double first = 0;
        double second = 0;
        var probabilities = new ArrayList<Double>(n);
        for (int option = 0; option < n; option++) {
            double probability = Math.exp(mean[option] - highest) / sum;
            probabilities.add(probability);
            if (probability > first) {
                second = first;
                first = probability;
                best = option;
            } else {
                second = Math.max(second, probability);
            }
        }
        return new Choice(best, probabilities, first - second, rotations);
    }
}
