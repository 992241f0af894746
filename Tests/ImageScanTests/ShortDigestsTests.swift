import Testing

@testable import ImageScan

struct ShortDigestsTests {
    @Test(arguments: [
        ("COPY file:" + String(repeating: "0a", count: 32) + " in /root/key", "COPY file:0a0a0a0a0a0a… in /root/key"),
        ("COPY multi:" + String(repeating: "b1", count: 32) + " in /", "COPY multi:b1b1b1b1b1b1… in /"),
        // Digests of images, and what only looks alike, stay as they are.
        ("FROM a@sha256:" + String(repeating: "0a", count: 32), "FROM a@sha256:" + String(repeating: "0a", count: 32)),
        ("COPY file:0a0a in /", "COPY file:0a0a in /"), ("RUN make", "RUN make"), ("", ""),
    ])
    func whatBuildersPutForFilesIsShortened(text: String, short: String) {
        #expect(text.withShortDigests == short)
    }
}
