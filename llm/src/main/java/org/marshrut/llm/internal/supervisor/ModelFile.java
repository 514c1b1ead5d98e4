package org.marshrut.llm.internal.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Failure.Reason;
import org.marshrut.llm.internal.gguf.GgufFormatException;
import org.marshrut.llm.internal.gguf.GgufHeader;

/// A model's file as it is on the disk now. Thread-safe.
final class ModelFile {

    /// Tells one version of a file from another without reading it.
    ///
    /// @param identity the file system's own, such as the inode; a replaced file has another one
    record Version(FileTime modified, long bytes, String identity) {}

    private record Checked(Version version, Optional<Failure> defect) {}

    private final Path path;
    private final String architecture;
    private volatile @Nullable Checked checked;

    ModelFile(Path path, String architecture) {
        this.path = path.toAbsolutePath();
        this.architecture = architecture;
    }

    Path path() {
        return path;
    }

    /// Empty when there is no such file.
    Optional<Version> version() {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(
                            new Version(
                                    attributes.lastModifiedTime(),
                                    attributes.size(),
                                    String.valueOf(attributes.fileKey())))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Failure missing() {
        return new Failure(
                Reason.FILE_MISSING,
                "%s does not exist. Put the model's file there or correct the path."
                        .formatted(path));
    }

    /// Why a version of the file can't be loaded, as far as its header tells; read once per
    /// version.
    Optional<Failure> defect(Version version) {
        var known = checked;
        if (known == null || !known.version().equals(version)) {
            known = new Checked(version, read());
            checked = known;
        }
        return known.defect();
    }

    /// The same, if it has been read already.
    Optional<Failure> knownDefect(Version version) {
        var known = checked;
        return known != null && known.version().equals(version) ? known.defect() : Optional.empty();
    }

    private Optional<Failure> read() {
        try {
            GgufHeader.read(path).requireArchitecture(architecture);
            return Optional.empty();
        } catch (GgufFormatException | IOException e) {
            return Optional.of(new Failure(Reason.LOAD_FAILED, String.valueOf(e.getMessage())));
        }
    }
}
