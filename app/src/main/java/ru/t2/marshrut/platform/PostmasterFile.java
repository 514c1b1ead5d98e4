package ru.t2.marshrut.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a running PostgreSQL server says of itself in `postmaster.pid`: line 1 is its process, line
/// 4 its port, line 8 its state.
///
/// @param pid process id of the server
/// @param port that it listens on
record PostmasterFile(long pid, int port) {

    private static final String NAME = "postmaster.pid";
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    /// The server that runs on this data folder, if one does.
    static Optional<PostmasterFile> runningIn(Path data) {
        return read(data.resolve(NAME)).filter(PostmasterFile::runs);
    }

    /// Removes what a killed server left. PostgreSQL would believe it whenever its process number
    /// belongs to anything that is alive, which in a new container it may well do. Only for who
    /// holds the folder and has found no server running in it.
    static void deleteStale(Path data) {
        try {
            Files.deleteIfExists(data.resolve(NAME));
        } catch (IOException e) {
            throw new DatabaseStartException(
                    "The stale file %s can't be deleted: %s."
                            .formatted(data.resolve(NAME), e.getMessage()),
                    "Check the owner of the folder.",
                    e);
        }
    }

    private static Optional<PostmasterFile> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() <= PORT_LINE
                    ? Optional.empty()
                    : Optional.of(
                            new PostmasterFile(
                                    Long.parseLong(lines.get(PID_LINE).strip()),
                                    Integer.parseInt(lines.get(PORT_LINE).strip())));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// Another program may have the number of a server that died, so its name is looked at too.
    private boolean runs() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
    }
}
