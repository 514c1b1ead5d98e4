package ru.t2.marshrut.ui;

import io.nayuki.qrcodegen.QrCode.Ecc;

/// A QR code as a path of SVG, one unit a module, with the quiet zone around it.
///
/// @param size of its side in units
/// @param path dark modules
public record QrCode(int size, String path) {

    private static final int QUIET = 4;

    /// The code of a text.
    ///
    /// @param text up to some 2,000 characters
    public static QrCode of(String text) {
        var code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.LOW);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                int from = x;
                while (x < code.size && code.getModule(x, y)) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from + QUIET).append(' ').append(y + QUIET);
                    path.append('h').append(x - from).append("v1h-").append(x - from).append('z');
                }
            }
        }
        return new QrCode(code.size + 2 * QUIET, path.toString());
    }
}
