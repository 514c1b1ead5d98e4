package org.marshrut.benchmarks.solver;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.marshrut.solver.Problem;

/// Runs sets of problems and prints how near the answers are to the best known ones.
public final class SolverBench {

    private static final String HEADER =
            "set,instance,solver,seed,seconds,threads,value,best_known,gap,missing,broken,"
                    + "seconds_to_best,elapsed_seconds,iterations,heap_megabytes";
    private static final String TOURS = "tours";
    private static final String REPLAN = "replan";
    private static final String STOP = "stop";
    private static final double WARM_UP_SECONDS = 4;

    private final Options options;
    private final PrintStream out;
    private final Machine machine = Machine.here();
    private int wrong;

    private SolverBench(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Options options;
        if (List.of(args).contains("--help")) {
            out.print(Options.USAGE);
            return;
        }
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("bench-solver: " + e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        SolverBench bench = new SolverBench(options, out);
        for (String set : options.sets()) {
            bench.run(set);
        }
        if (bench.wrong > 0) {
            System.err.println(
                    "bench-solver: the oracle does not confirm %d answers.".formatted(bench.wrong));
            System.exit(1);
        }
    }

    /// Names of all sets.
    static List<String> sets() {
        List<String> names = new ArrayList<>(publicSets());
        names.addAll(List.of(TOURS, REPLAN, STOP));
        MonthSet.ALL.forEach(set -> names.add(set.label()));
        return names;
    }

    /// Names of the sets that are read from the instances' folder.
    static List<String> publicSets() {
        return PublicSet.ALL.stream().map(PublicSet::label).toList();
    }

    private void run(String set) throws IOException {
        if (set.equals(TOURS)) {
            wrong += TourBench.run(options, out, machine);
        } else if (set.equals(REPLAN)) {
            wrong += new ReplanBench(options, out, machine).run();
        } else if (set.equals(STOP)) {
            wrong += new StopBench(options, out, machine).run();
        }
        for (MonthSet known : MonthSet.ALL) {
            if (known.label().equals(set)) {
                wrong += new MonthBench(options, out, machine).run(known);
            }
        }
        for (PublicSet known : PublicSet.ALL) {
            if (known.label().equals(set)) {
                publicSet(known);
            }
        }
    }

    private void publicSet(PublicSet set) throws IOException {
        if (options.instances().isEmpty()) {
            out.println(
                    set.label()
                            + ": left out, there are no instances. Name their folder with"
                            + " --instances or MARSHRUT_INSTANCES.");
            return;
        }
        List<Instance> instances =
                set.list(options.instances().get()).stream()
                        .filter(instance -> options.wants(instance.name()))
                        .toList();
        if (instances.isEmpty()) {
            out.println(set.label() + ": no instance of that name.");
            return;
        }
        solve(set, instances, options.seconds().orElse(set.seconds()));
    }

    private void solve(PublicSet known, List<Instance> instances, double seconds)
            throws IOException {
        String set = known.label();
        String title =
                String.format(
                        Locale.ROOT,
                        "%s · %s s · %d seeds · %d threads · %s",
                        set,
                        seconds,
                        options.seeds(),
                        options.threads(),
                        machine);
        out.println();
        out.println(title);
        if (!known.note().isEmpty()) {
            out.println(known.note());
        }
        List<Contender> contenders = contenders();
        out.println(
                Options.takesAbout(
                        seconds * options.seeds() * instances.size() * contenders.size()));
        ResultFile file = ResultFile.create(options.results(), set, machine, HEADER);
        warmUp(instances.getFirst(), contenders);
        Table table = new Table(out);
        table.head();
        List<Run> ours = new ArrayList<>();
        for (Instance instance : instances) {
            Problem problem = instance.reader().read();
            for (Contender contender : contenders) {
                if (contender.models(problem)) {
                    List<Run> runs = runs(instance, problem, contender, seconds, file);
                    table.add(runs);
                    if (contender instanceof Marshrut) {
                        ours.addAll(runs);
                    }
                }
            }
        }
        table.foot();
        Goals goals = new Goals(out);
        known.goals().forEach(goal -> goal.judge(ours, goals));
        String note = known.note().isEmpty() ? "" : known.note() + "\n\n";
        Path page =
                file.page(
                        "# " + title + "\n\n" + note + table.markdown() + "\n" + goals.markdown());
        out.println("Written to " + file.file() + " and " + page + ".");
    }

    private List<Run> runs(
            Instance instance,
            Problem problem,
            Contender contender,
            double seconds,
            ResultFile file)
            throws IOException {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < options.seeds(); i++) {
            Run run = Run.of(instance, problem, contender, seconds, options.firstSeed() + i);
            runs.add(run);
            wrong += run.wrong() ? 1 : 0;
            file.add(
                    instance.set(),
                    instance.name(),
                    run.contender(),
                    run.seed(),
                    seconds,
                    options.threads(),
                    run.value(),
                    instance.bestKnown().orElse(Double.NaN),
                    run.gap().orElse(Double.NaN),
                    run.missing(),
                    run.broken(),
                    run.answer().secondsToBest(),
                    run.answer().elapsedSeconds(),
                    run.answer().iterations(),
                    run.heapMegabytes());
        }
        return runs;
    }

    private List<Contender> contenders() {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Marshrut(options.threads()));
        if (options.peers()) {
            contenders.add(new OrTools());
            contenders.add(new Jsprit());
            contenders.add(new Timefold());
        }
        return contenders;
    }

    /// Nobody is measured with code that is not compiled yet.
    private void warmUp(Instance instance, List<Contender> contenders) throws IOException {
        Problem problem = instance.reader().read();
        for (Contender contender : contenders) {
            if (contender.models(problem)) {
                for (int part = 0; part < 4; part++) {
                    contender.solve(problem, WARM_UP_SECONDS / 4, part);
                }
            }
        }
    }
}
