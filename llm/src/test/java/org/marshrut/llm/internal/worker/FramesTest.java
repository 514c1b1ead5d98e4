package org.marshrut.llm.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.marshrut.llm.Failure;
import org.marshrut.llm.Part;
import org.marshrut.llm.Prompt;
import org.marshrut.llm.Usage;

class FramesTest {

    static Stream<Request> requests() {
        return Stream.of(
                new Request.Open("/d", "/d/л.so", "b4916", "/m.gguf", "qwen2", 4096, 2),
                new Request.Score(
                        7,
                        -5,
                        List.of(new Prompt("Система", "", "А: "), new Prompt("", "\uD83D", "")),
                        List.of("A", "B")),
                new Request.Fill(
                        8,
                        1L << 40,
                        new Prompt("a", "b", "c"),
                        List.of(
                                new Part.Literal(""),
                                new Part.OneOf("o", List.of("x", "😀")),
                                new Part.Permutation("p", List.of("1", "2"), ","),
                                new Part.Text("t", 5, "\n"))),
                new Request.Cancel(9));
    }

    static Stream<Reply> replies() {
        var usage = new Usage(1, 2, 3, Duration.ZERO, Duration.ofNanos(4), Duration.ofNanos(5));
        return Stream.of(
                new Reply.Ready(),
                new Reply.Scored(3, List.of(List.of(-0.5, Double.NaN), List.of()), usage),
                new Reply.Completed(4, Map.of("слот", "значение", "b", ""), "текст", usage),
                new Reply.Refused(5, Failure.Reason.PROMPT_TOO_LONG, "Слишком длинно."));
    }

    private static byte[] bytes(Request request) throws IOException {
        var pipe = new ByteArrayOutputStream();
        RequestCodec.write(pipe, request);
        return pipe.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestArrivesAsItWasSent(Request request) throws IOException {
        var sent =
                request instanceof Request.Score
                        ? request
                        : RequestCodec.read(new ByteArrayInputStream(bytes(request))).orElseThrow();
        var again = RequestCodec.read(new ByteArrayInputStream(bytes(sent))).orElseThrow();

        // A lone surrogate has no UTF-8 form; everything else is kept.
        assertThat(again.toString().replace('?', '\uD83D')).isEqualTo(request.toString());
    }

    @ParameterizedTest
    @MethodSource("replies")
    void replyArrivesAsItWasSent(Reply reply) throws IOException {
        var pipe = new ByteArrayOutputStream();
        ReplyCodec.write(pipe, reply);
        ReplyCodec.write(pipe, new Reply.Ready());
        var in = new ByteArrayInputStream(pipe.toByteArray());

        assertThat(ReplyCodec.read(in)).contains(reply);
        assertThat(ReplyCodec.read(in)).contains(new Reply.Ready());
        assertThat(ReplyCodec.read(in)).isEmpty();
    }

    @Test
    void everyCutIsNoticed() throws IOException {
        for (var request : requests().toList()) {
            var bytes = bytes(request);
            for (int length = 1; length < bytes.length; length++) {
                var cut = new ByteArrayInputStream(bytes, 0, length);

                assertThatThrownBy(() -> RequestCodec.read(cut)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void foreignBytesAreRefusedWithoutLargeAllocations() throws IOException {
        var random = new Random(11);
        var valid = new ArrayList<byte[]>();
        for (var request : requests().toList()) {
            valid.add(bytes(request));
        }
        for (int i = 0; i < 20_000; i++) {
            var bytes = valid.get(random.nextInt(valid.size())).clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(RequestCodec.read(new ByteArrayInputStream(bytes))).isNotNull();
            } catch (IOException | IllegalArgumentException e) {
                assertThat(e).hasMessageNotContaining("heap");
            }
        }
    }

    @Test
    void messageBeyondAFrameIsRefused() {
        var request = new Request.Fill(1, 1, new Prompt("x".repeat(17 << 20), ""), List.of());

        assertThatThrownBy(() -> bytes(request))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exceeds");
    }
}
