package ru.t2.marshrut.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.t2.marshrut.testing.TestApplication;

/// A file ten times over the limit is refused in words, over a real connection and without keeping
/// it anywhere.
class LargeUploadTest {

    private static final int FILE_BYTES = 100 << 20;
    private static final String BOUNDARY = "----large";

    @ParameterizedTest(name = "its length is announced: {0}")
    @ValueSource(booleans = {true, false})
    void aFileOfAHundredMegabytesIsRefusedAndNotKept(boolean announced) {
        var application = TestApplication.shared();
        var http = application.http();
        var body = new Form();
        BodyPublisher stream = BodyPublishers.ofInputStream(() -> body);
        var answer =
                http.send(
                        http.request("/api/v1/import/schedule", "Accept-Language", "ru")
                                .setHeader(
                                        "Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                                .POST(
                                        announced
                                                ? BodyPublishers.fromPublisher(
                                                        stream, body.length())
                                                : stream));
        assertThat(answer.status()).as(answer.text()).isEqualTo(413);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("code").asString()).isEqualTo("request_too_large");
        assertThat(answer.json().get("detail").asString())
                .contains("10240 КБ")
                .contains("Разбейте");
        assertThat(body.heapGrowth()).as("bytes of heap, near the end").isLessThan(32L << 20);
        assertThat(http.get("/health").status()).isEqualTo(200);
    }

    /// The form as it is sent. Looks at the heap when most of it is gone.
    private static final class Form extends InputStream {

        private static final byte[] HEAD =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.xlsx\"\r\n\r\n"
                        .formatted(BOUNDARY)
                        .getBytes(StandardCharsets.US_ASCII);
        private static final byte[] TAIL =
                ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);

        private final long heapBefore = liveHeap();
        private long heapNearTheEnd = heapBefore;
        private boolean looked;
        private int position;

        int length() {
            return HEAD.length + FILE_BYTES + TAIL.length;
        }

        /// Zero if the rest was not asked for any more.
        long heapGrowth() {
            return heapNearTheEnd - heapBefore;
        }

        @Override
        public int read() {
            if (position >= length()) {
                return -1;
            }
            int at = position++;
            if (at < HEAD.length) {
                return HEAD[at];
            }
            return at < HEAD.length + FILE_BYTES ? 'x' : TAIL[at - HEAD.length - FILE_BYTES];
        }

        @Override
        public int read(byte[] buffer, int offset, int count) {
            if (!looked && position > FILE_BYTES / 10 * 9) {
                looked = true;
                heapNearTheEnd = liveHeap();
            }
            int done = 0;
            for (int next; done < count && (next = read()) >= 0; done++) {
                buffer[offset + done] = (byte) next;
            }
            return done == 0 ? -1 : done;
        }

        private static long liveHeap() {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }
    }
}
