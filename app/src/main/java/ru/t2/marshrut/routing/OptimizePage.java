package ru.t2.marshrut.routing;

import java.util.List;
import ru.t2.marshrut.ui.MapContent;

/// What the page of a day's route shows at first; all else comes as it is asked for.
///
/// @param map empty: stores are put there by the page's script
public record OptimizePage(List<Traveller> reps, List<Model> models, MapContent map) {

    public OptimizePage {
        reps = List.copyOf(reps);
        models = List.copyOf(models);
    }

    /// Who may travel: where his day begins and ends, with what.
    ///
    /// @param opens start of his working hours, `HH:MM`
    /// @param vehicleId empty: none of ours
    public record Traveller(
            String id,
            String name,
            double lat,
            double lon,
            String opens,
            String closes,
            String vehicleId) {}

    /// A language model that can be asked.
    ///
    /// @param name `qwen` or `llama`
    /// @param decider how the API calls the choice: Qwen's is the chain that ends with Llama
    public record Model(String name, String title, String decider, boolean usable) {}
}
