import Basics
import ECSModel
import Workload

/// A value as it is compared: without the environment's name, the account and the Region in it.
struct ComparedValue {
    let words: Set<String>
    let isProduction: Bool

    init(_ environment: EnvironmentName) {
        words = environment.words
        isProduction = environment.isProduction
    }

    /// For values as they are.
    private init() {
        words = []
        isProduction = false
    }

    /// A text that equal values share, whatever their environment.
    static func raw(_ term: Term) -> String? { ComparedValue().key(term) }

    /// Nil where a part of the text is not known. A reference to a resource of the environment's own counts as known.
    func key(_ text: TermText) -> String? {
        var result = ""
        for part in text.parts {
            switch part {
            case .literal(let literal): result += literal
            case .reference(let reference): result += "${\(reference.shown)}"
            case .unknown: return nil
            }
        }
        return key(result)
    }

    func key(_ text: String) -> String {
        Self.withoutRegion(Self.withoutAccount(EnvironmentWords.without(words, text)))
    }

    func key(_ term: Term, depth: Int = 0) -> String? {
        guard depth < 16 else { return nil }
        switch term.kind {
        case .unknown: return nil
        case .null: return ""
        case .bool, .number, .text: return term.text.flatMap { key($0) }
        case .list(let items):
            let keys = items.compactMap { key($0, depth: depth + 1) }
            return keys.count == items.count ? "[" + keys.joined(separator: ", ") + "]" : nil
        case .map(let entries):
            let keys = entries.compactMap { entry in
                key(entry.value, depth: depth + 1).map { "\(FieldName.shown(entry.key).lowercased()): \($0)" }
            }
            return keys.count == entries.count ? "{" + keys.sorted().joined(separator: ", ") + "}" : nil
        }
    }

    /// Twelve digits in a row are an account.
    private static func withoutAccount(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var start: Int?
        for index in 0...bytes.count {
            let isDigit = index < bytes.count && (0x30...0x39).contains(bytes[index])
            if isDigit {
                if start == nil { start = index }
                continue
            }
            if let from = start {
                result += index - from == 12 ? Array("ACCOUNT".utf8) : Array(bytes[from..<index])
                start = nil
            }
            if index < bytes.count { result.append(bytes[index]) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// `ap-northeast-1`: two letters, a direction, a digit.
    private static func withoutRegion(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "-")) else { return text }
        var result = text
        for direction in ["north", "south", "east", "west", "central"] where result.has(direction) {
            let words = result.split(omittingEmptySubsequences: false) { "./:@ \"".contains($0) }
            for word in Set(words) where isRegion(word) {
                result = result.replacing(String(word), with: "REGION")
            }
            break
        }
        return result
    }

    private static func isRegion(_ text: Substring) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts.count <= 4, let first = parts.first, first.utf8.count == 2, let last = parts.last,
            last.utf8.count == 1, last.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return false }
        return parts.contains { part in
            ["north", "south", "east", "west", "central"].contains { part.has($0) }
        }
    }
}

/// Keys of all languages in one form: `HealthCheckPath` and `health_check_path` are `healthCheckPath`.
enum FieldName {
    static func shown(_ key: String) -> String {
        guard !key.contains("-"), !key.contains(".") else { return key }
        var result = ""
        var isNext = false
        for character in key {
            if character == "_" {
                isNext = !result.isEmpty
                continue
            }
            result += isNext ? character.uppercased() : String(character)
            isNext = false
        }
        let capitals = result.prefix { $0.isUppercase }.count
        guard capitals > 0 else { return result }
        // `PidMode`, and `ARN` that is all capitals.
        let count = capitals == result.count || capitals == 1 ? capitals : capitals - 1
        return result.prefix(count).lowercased() + result.dropFirst(count)
    }
}
