import Basics
import ECSModel
import RuleKit
import Workload

/// What a service is for, as far as its names and tags tell.
enum Purpose {
    private static let trial: Set<String> = [
        "dev", "devel", "develop", "development", "stg", "staging", "test", "testing", "qa", "uat", "sandbox", "sbx",
        "preview",
    ]
    private static let real: Set<String> = ["prod", "production", "prd", "live"]

    /// The place that shows a service to be no production; nil where it may be.
    static func trial(_ service: ServiceSubject) -> Place? {
        var found: Place?
        for tag in service.service.term["tags"]?.items ?? [] {
            guard let key = tag.string("key").value?.lowercased(),
                ["env", "environment", "stage"].contains(key),
                case .known(let value, let place) = tag.string("value")
            else { continue }
            if real.contains(value.lowercased()) { return nil }
            if trial.contains(value.lowercased()), isWritten(value, at: place) { found = place }
        }
        for field in [service.service.name, service.service.cluster] {
            guard case .known(let text, let place) = field else { continue }
            for part in text.parts {
                guard case .literal(let literal) = part else { continue }
                for word in literal.lowercased().utf8.split(whereSeparator: { !isLetter($0) }) {
                    let word = String(decoding: word, as: UTF8.self)
                    if real.contains(word) { return nil }
                    if found == nil, trial.contains(word), isWritten(word, at: place) { found = place }
                }
            }
        }
        return found
    }

    /// Whether a word stands there as such: the default of a variable says nothing of the other values.
    private static func isWritten(_ word: String, at place: Place) -> Bool {
        place.source.text(place.range).lowercased().has(word.lowercased())
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    /// The place of a tag that says that its tasks may be interrupted.
    static func interruptible(_ service: ServiceSubject) -> Place? {
        for tag in service.service.term["tags"]?.items ?? [] {
            guard let key = tag.string("key").value,
                ["interruptible", "spot", "spotAllowed"].contains(where: {
                    TermKey.matches(key, $0)
                }), case .known(let value, let place) = tag.string("value"),
                ["true", "yes", "allowed", "ok"].contains(value.lowercased())
            else { continue }
            return place
        }
        return nil
    }
}
