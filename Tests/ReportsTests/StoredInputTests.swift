import Basics
import Foundation
import RuleKit
import Testing

@testable import Reports

/// What is no sound review ends with a message that names the place, and never with a crash.
struct StoredInputTests {
    private static let text = Result { try JSONReport.render(SampleReview.full()) }

    private static func message(_ text: String) -> String? {
        do throws(Failure) {
            _ = try StoredReview.read(Array(text.utf8), name: "r.json", registry: SampleReview.registry)
            return nil
        } catch {
            #expect(error.code == .invalid)
            #expect(!error.message.ja.isEmpty)
            return error.text(.english)
        }
    }

    @Test(arguments: [
        ("", "no JSON"), ("hello", "no JSON"), ("{\"schemaVersion\": 2", "no JSON"),
        ("[]", "no review of Plimsoll"), ("{}", "no review of Plimsoll"), ("17", "no review of Plimsoll"),
        (#"{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"}"#, "no review of Plimsoll"),
        (#"{"schemaVersion": "2021-11-01", "name": "a lens"}"#, "no review of Plimsoll"),
        (#"{"schemaVersion": 1, "plimsoll": "0.1.0"}"#, "review again"),
        (#"{"schemaVersion": -1, "plimsoll": "0.1.0"}"#, "review again"),
        (#"{"schemaVersion": 99, "plimsoll": "9.0"}"#, "update Plimsoll"),
        (#"{"schemaVersion": 2, "plimsoll": "0.1.0"}"#, "is missing"),
    ])
    func whatIsNoReviewIsNamed(text: String, part: String) throws {
        let message = try #require(Self.message(text))
        #expect(message.contains(part))
        #expect(message.contains("`r.json`"))
    }

    @Test func deepNestingIsRefused() {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(Self.message(deep) != nil)
        #expect(Self.message("{\"schemaVersion\": 2, \"plimsoll\": \"1\", \"x\": \(deep)}") != nil)
    }

    @Test(arguments: [
        (["date"], "\"yesterday\"", "$.date: "), (["ruleCount"], "\"many\"", "$.ruleCount: expected a whole number"),
        (["workloads", "0", "findings", "1", "severity"], "\"dire\"", "$.workloads[0].findings[1].severity: "),
        (["workloads", "0", "findings", "0", "place", "start", "line"], "0", ".place.start.line: 0 is not between"),
        (["workloads", "0", "findings", "0", "place", "start", "line"], "-4", ".place.start.line: -4 is not"),
        (["workloads", "0", "findings", "0", "place", "end", "column"], "9007199254740993", ".place.end.column: "),
        (["workloads", "0", "findings", "0", "place", "start", "line"], "4000", "before the start"),
        (["workloads", "0", "findings", "0", "place"], "null", ".findings[0]"),
        (["workloads", "0", "answers", "0", "id"], "\"XX\"", "$.workloads[0].answers[0].id: there is no question"),
        (["answers", "0", "criteria", "0", "id"], "\"XX\"", "$.answers[0].criteria[0].id: the question has no"),
        (["sources", "Dockerfile", "99999999999"], "\"x\"", "$.sources.Dockerfile[\"99999999999\"]: "),
        (["sources", "Dockerfile", "-1"], "\"x\"", "is no number of a line"),
        (["sources", "Dockerfile", "2"], "\"x\\ny\"", "is more than one line"),
        (["rules", "DF902", "title"], "7", "$.rules[\"DF902\"].title: expected an object"),
    ])
    func whatIsWrongIsNamedWithItsPlace(path: [String], value: String, part: String) throws {
        let value = try JSONSerialization.jsonObject(with: Data(value.utf8), options: .fragmentsAllowed)
        let document = try JSONSerialization.jsonObject(with: Data(Self.text.get().utf8))
        let changed = Self.replace(document, path[...], with: value)
        let text = String(decoding: try JSONSerialization.data(withJSONObject: changed), as: UTF8.self)
        let message = try #require(Self.message(text))
        #expect(message.contains(part))
    }

    @Test func evidenceThatIsNotThereIsNamed() throws {
        let pattern = /"finding" : [0-9]+/
        let text = try Self.text.get().replacing(pattern, with: "\"finding\" : 9223372036854775807")
        #expect(try #require(Self.message(text)).contains("there is no such finding"))
    }

    /// Every kind of damage is read or refused, and what is read can be told in each form.
    @Test(arguments: 0..<6)
    func damageIsNoCrash(part: Int) throws {
        var random = Dice(seed: UInt64(part) &* 7919 &+ 1)
        let text = try Self.text.get()
        let document = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let formats = ReportFormat.allCases
        for round in 0..<60 {
            let bytes: [UInt8] =
                switch round % 3 {
                case 0: Array(text.utf8.prefix(Int(random.next() % UInt64(text.utf8.count))))
                case 1: Self.flipped(text, &random)
                default: Array(try JSONSerialization.data(withJSONObject: Self.damaged(document, &random)))
                }
            do throws(Failure) {
                let review = try StoredReview.read(bytes, name: "r.json", registry: SampleReview.registry)
                for format in [ReportFormat.text, formats[round % formats.count]] {
                    #expect(throws: Never.self) { try format.render(review, .japanese) }
                }
            } catch {
                #expect(error.code == .invalid)
            }
        }
    }

    private static func flipped(_ text: String, _ random: inout Dice) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<3 { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next()) }
        return bytes
    }

    /// One value somewhere replaced by one that does not belong there, or taken out.
    private static func damaged(_ value: Any, _ random: inout Dice) -> Any {
        let hostile: [Any] = [
            NSNull(), -1, 0, Int.max, Int.min, 1e300, 0.5, "", "x", "{a|b=", true, [Any](), [String: Any](), [[1]],
        ]
        if let object = value as? [String: Any], let key = object.keys.sorted().randomElement(using: &random) {
            var object = object
            if random.next() % 6 == 0 {
                object[key] = random.next() % 2 == 0 ? nil : hostile.randomElement(using: &random)
            } else {
                object[key] = damaged(object[key] ?? 0, &random)
            }
            return object
        }
        if var list = value as? [Any], let index = list.indices.randomElement(using: &random) {
            list[index] = damaged(list[index], &random)
            return list
        }
        return hostile.randomElement(using: &random) ?? 0
    }

    private static func replace(_ document: Any, _ path: ArraySlice<String>, with value: Any) -> Any {
        guard let step = path.first else { return value }
        if var list = document as? [Any], let index = Int(step), list.indices.contains(index) {
            list[index] = replace(list[index], path.dropFirst(), with: value)
            return list
        }
        var object = document as? [String: Any] ?? [:]
        object[step] = replace(object[step] ?? 0, path.dropFirst(), with: value)
        return object
    }
}

/// SplitMix64: the same numbers on every run.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
