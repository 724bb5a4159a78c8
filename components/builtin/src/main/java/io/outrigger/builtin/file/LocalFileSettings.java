package io.outrigger.builtin.file;

import io.outrigger.spi.Setting;
import java.nio.file.Path;

/**
 * The settings of a {@link LocalFileStore}.
 *
 * @param root the directory that holds the files
 * @param fsync whether a file is forced to the disk before a put ends
 */
public record LocalFileSettings(
    @Setting(
            doc =
                "The directory that holds the files; made at the start when it is not there. No"
                    + " name leads out of it. Relative to the working directory.",
            orElse = "outrigger-files")
        Path root,
    @Setting(
            doc =
                "Whether a file is forced to the disk before a put of it ends, so that it outlives"
                    + " a crash of the host. It costs a put some milliseconds.",
            orElse = "false")
        boolean fsync) {}
