import Versions

/// Random versions, the same ones for the same seed: by the grammar of a scheme, so that most have a meaning, and near
/// to each other, so that the last rules decide as often as the first.
struct VersionGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func pairs(_ scheme: VersionScheme, _ count: Int) -> [(String, String)] {
        (0..<count).map { _ in pair(scheme) }
    }

    /// Half of the pairs have a common begin.
    mutating func pair(_ scheme: VersionScheme) -> (String, String) {
        let first = pieces(scheme)
        var second = pieces(scheme)
        if chance(50) {
            second = first
            for _ in 0..<(1 + below(2)) {
                let other = pieces(scheme)
                let index = below(second.count)
                // Where a scheme refuses much, only a piece of the same form takes the place of another.
                if [.deb, .rpm, .apk, .pypi].contains(scheme), chance(40) {
                    second[index] = number()
                } else if index < other.count, Self.areAlike(other[index], second[index]) {
                    second[index] = other[index]
                }
            }
        }
        return (first.joined(), second.joined())
    }

    private static func areAlike(_ a: String, _ b: String) -> Bool {
        a.first == b.first || (a.first?.isNumber ?? false && b.first?.isNumber ?? false)
    }

    mutating func version(_ scheme: VersionScheme) -> String { pieces(scheme).joined() }

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(1, limit), using: &self) }
    private mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
    private mutating func one(_ words: [String]) -> String { words[below(words.count)] }

    private mutating func number() -> String {
        switch below(12) {
        case 0: "0"
        case 1: "0\(below(12))"
        case 2: "\(below(3000))"
        case 3: (0..<(10 + below(20))).map { _ in "\(1 + below(9))" }.joined()
        default: "\(below(4))"
        }
    }

    private mutating func plain() -> String { chance(5) ? "12345678901" : "\(below(chance(20) ? 300 : 4))" }

    private mutating func dotted(_ most: Int, _ number: (inout Self) -> String) -> [String] {
        var result = [number(&self)]
        for _ in 0..<below(most) { result.append("." + number(&self)) }
        return result
    }

    private mutating func pieces(_ scheme: VersionScheme) -> [String] {
        switch scheme {
        case .deb, .rpm:
            var result = chance(15) ? ["\(below(3)):"] : [""]
            result += dotted(4) { $0.number() }
            let marks = scheme == .deb ? ["~", "+", ".", ""] : ["~", "^", "+", ".", "_", ""]
            let words = ["a", "b", "rc", "git", "dfsg", "beta", "Z", "", "deb12u", "el"]
            for _ in 0..<below(4) { result.append(one(marks) + one(words) + (chance(70) ? number() : "")) }
            if chance(70) { result.append("-" + number() + one(["", ".el9", "ubuntu1", "+deb12u2", "~bpo1"])) }
            return result
        case .apk:
            var result = dotted(4) { $0.number() }
            if chance(25) { result.append(one(["a", "b", "z"])) }
            for _ in 0..<below(3) {
                let suffix = ["_alpha", "_beta", "_pre", "_rc", "_cvs", "_svn", "_git", "_hg", "_p"]
                result.append(one(suffix) + (chance(60) ? number() : ""))
            }
            if chance(70) { result.append("-r\(below(20))") }
            return result
        case .pypi:
            var result = [one(["", "", "", "v", " "]), chance(10) ? "\(below(3))!" : ""]
            result += dotted(4) { $0.number() }
            let mark = ["", ".", "-", "_"]
            if chance(35) {
                let words = ["a", "b", "c", "rc", "alpha", "BETA", "pre", "preview", "RC"]
                result.append(one(mark) + one(words) + one(mark) + (chance(80) ? number() : ""))
            }
            if chance(25) { result.append(one(mark) + one(["post", "rev", "r"]) + (chance(80) ? number() : "")) }
            if chance(5) { result.append("-\(below(9))") }
            if chance(25) { result.append(one(mark) + "dev" + (chance(80) ? number() : "")) }
            if chance(20) { result.append("+" + one(["abc", "ABC", "1", "01", "ubuntu.2", "a-1", "10_b"])) }
            return result
        case .npm, .cargo, .golang:
            var result = [scheme == .golang ? one(["", "v"]) : scheme == .npm ? one(["", "", "v", "="]) : ""]
            result += [plain(), "." + plain(), "." + plain()]
            if chance(60) {
                result.append(
                    "-" + one(["alpha", "beta", "rc", "0", "1", "10", "x-y", "A", "20210101000000-abcdefabcdef"]))
                for _ in 0..<below(3) { result.append("." + one(["0", "1", "2", "11", "a", "b1", "rc", "-"])) }
            }
            if chance(15) { result.append("+" + one(["build", "incompatible", "1.2"])) }
            return result
        case .maven:
            var result = dotted(4) { $0.plain() }
            let words = [
                "alpha", "beta", "a", "m", "milestone", "rc", "cr", "SNAPSHOT", "ga", "Final", "sp", "jre", "x",
            ]
            if chance(60) {
                let word = one(words)
                // Maven 3 and 4 differ in what `ga2` and `rc0` are.
                result.append("-" + word + (chance(60) && word != "ga" && word != "Final" ? "\(1 + below(30))" : ""))
            }
            if chance(10) { result.append("-SNAPSHOT") }
            return result
        case .gem:
            var result = dotted(5) { $0.number() }
            if chance(50) { result.append(one([".", "-"]) + one(["alpha", "beta", "rc", "pre", "a", "B"])) }
            for _ in 0..<below(3) { result.append("." + (chance(80) ? number() : one(["a1", "x"]))) }
            if chance(10) { result.append("-java") }
            return result
        case .composer:
            var result = [one(["", "v"])] + dotted(4) { "\($0.below(40))" }
            if chance(50) {
                let words = ["alpha", "beta", "RC", "a", "b", "patch", "pl", "p", "stable"]
                result.append(one(["-", ".", "", "_"]) + one(words) + (chance(70) ? "\(below(12))" : ""))
            }
            if chance(10) { result.append("-dev") }
            return result
        case .nuget:
            var result = dotted(4) { $0.number() }
            if chance(50) {
                result.append("-" + one(["alpha", "Beta", "rc", "1", "RC"]))
                for _ in 0..<below(3) { result.append("." + one(["0", "1", "12", "x", "Y"])) }
            }
            return result
        }
    }
}
