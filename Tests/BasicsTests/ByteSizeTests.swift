import Basics
import Testing

struct ByteSizeTests {
    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (1_000, "1.0 kB"), (12_345, "12.3 kB"), (123_456_789, "123 MB"),
        (999_960, "1.0 MB"), (5_000_000_000, "5.0 GB"), (-1_500, "-1.5 kB"),
    ])
    func showsThousands(bytes: Int, shown: String) {
        #expect(ByteSize.shown(bytes) == shown)
    }

    @Test(arguments: [
        ("250 MB", 250_000_000), ("1.5GiB", 1_610_612_736), ("4096", 4096), ("2k", 2000), ("10 mib", 10_485_760),
    ])
    func reads(text: String, bytes: Int) {
        #expect(ByteSize.read(text) == bytes)
    }

    @Test(arguments: ["", "MB", "1 XB", "-1 MB", "1e400", "99999999999 TB"])
    func refuses(text: String) {
        #expect(ByteSize.read(text) == nil)
    }
}
