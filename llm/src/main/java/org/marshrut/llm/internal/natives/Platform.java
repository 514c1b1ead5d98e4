package org.marshrut.llm.internal.natives;

/// A kind of machine that both builds exist for.
enum Platform {
    LINUX_X64(
            "linux-x64",
            "x86_64",
            "93276c536d00f037c37ed6ec1e55be9c828940f4a0af59af10a8f638a31bbc3c"),
    LINUX_ARM64(
            "linux-arm64",
            "aarch64",
            "d852c1625b2dac90a974613a2f019ecabf0c5d7bc054dcc14a05246d5aa2a1a7");

    private final String label;
    private final String resourceFolder;
    private final String b4916Sha256;

    Platform(String label, String resourceFolder, String b4916Sha256) {
        this.label = label;
        this.resourceFolder = resourceFolder;
        this.b4916Sha256 = b4916Sha256;
    }

    /// As in the npm package's name and in the cache folders' names.
    String label() {
        return label;
    }

    /// Class path resource that holds the b4916 build.
    String b4916Resource() {
        return "de/kherud/llama/Linux/" + resourceFolder + "/libjllama.so";
    }

    /// SHA-256 of that resource, in lower-case hexadecimal.
    String b4916Sha256() {
        return b4916Sha256;
    }
}
