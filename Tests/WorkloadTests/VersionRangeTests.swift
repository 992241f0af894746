import Testing
import Workload

/// What requirements of runtimes allow, as far as a base image's tag tells its version.
struct VersionRangeTests {
    struct Case: Sendable {
        var range: String
        var style: VersionRange.Style
        var fits: [String]
        var misfits: [String]
    }

    static let cases = [
        Case(range: ">=20", style: .npm, fits: ["20", "20.1", "22"], misfits: ["18", "19.9"]),
        Case(
            range: "^18.17.0 || >=20.5", style: .npm, fits: ["18", "18.20", "20", "24"], misfits: ["16", "19", "18.16"]),
        Case(range: "14 - 16", style: .npm, fits: ["14", "16.20"], misfits: ["13", "17"]),
        Case(range: ">= 16.0.0 < 19", style: .npm, fits: ["16", "18.1"], misfits: ["19", "15"]),
        Case(range: "~20.11.0", style: .npm, fits: ["20", "20.11"], misfits: ["20.12", "21"]),
        Case(range: "20.x", style: .npm, fits: ["20.3"], misfits: ["21"]),
        Case(range: "*", style: .npm, fits: ["1", "99"], misfits: []),
        Case(range: ">=3.9,<3.13", style: .python, fits: ["3", "3.9", "3.12.4"], misfits: ["3.8", "3.13"]),
        Case(range: "^3.11", style: .python, fits: ["3.11", "3.14", "3"], misfits: ["3.10", "4"]),
        Case(range: "~=3.11", style: .python, fits: ["3.11", "3.13"], misfits: ["3.10", "4"]),
        Case(range: "==3.12.*", style: .python, fits: ["3.12.7"], misfits: ["3.11"]),
        Case(range: ">=3.8,!=3.9.0", style: .python, fits: ["3.9"], misfits: ["3.7"]),
        Case(range: "~> 3.2.0", style: .ruby, fits: ["3.2", "3.2.9"], misfits: ["3.3"]),
        Case(range: "~8.1", style: .composer, fits: ["8.1", "8.4"], misfits: ["8.0", "9"]),
        Case(range: "^7.4|^8.0", style: .composer, fits: ["7.4", "8.3"], misfits: ["7.3"]),
        Case(range: "1.22.5", style: .minimum, fits: ["1.22", "1.23", "1"], misfits: ["1.21", "1.22.4"]),
        Case(range: "21", style: .minimum, fits: ["21", "25"], misfits: ["17"]),
    ]

    @Test(arguments: cases)
    func holdsWhatFits(_ example: Case) throws {
        let range = try #require(VersionRange(example.range, example.style))
        for text in example.fits {
            #expect(range.canHold(try #require(VersionRange.Version(text[...]))), "\(text) fits \(example.range)")
        }
        for text in example.misfits {
            #expect(!range.canHold(try #require(VersionRange.Version(text[...]))), "\(text) is out of \(example.range)")
        }
    }

    @Test(arguments: ["", "lts/*", "latest", ">=", "ruby 3.2", "~~1"])
    func saysNothingOfWhatItDoesNotUnderstand(_ text: String) {
        #expect(VersionRange(text, .npm) == nil)
    }

    @Test func survivesHugeNumbers() {
        #expect(VersionRange(">=99999999999999999999", .npm) == nil)
        #expect(VersionRange(">=999999999", .npm) != nil)
    }
}
