import Basics
import Testing

struct EditDistanceTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("", "abc", 3), ("level", "level", 0), ("levle", "level", 1), ("lvel", "level", 1),
        ("levvel", "level", 1), ("kitten", "sitting", 3), ("DL3006", "DL3007", 1), ("ca", "abc", 3),
    ])
    func counts(a: String, b: String, distance: Int) {
        #expect(EditDistance.between(a, b) == distance)
        #expect(EditDistance.between(b, a) == distance)
    }

    @Test func longWordsAreNeverNear() {
        let long = String(repeating: "a", count: 65)
        #expect(EditDistance.between(long, long) == 65)
        #expect(EditDistance.between(long, "a") == 65)
    }
}
