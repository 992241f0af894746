import Basics
import ECSModel

extension PolicyReader {
    static func wrong(_ key: String, _ place: Place, of name: String) -> Failure {
        .at(
            place,
            Text(
                en: "`\(key)` of `\(name)` cannot be used as it is written. Correct it.",
                ja: "`\(name)` の `\(key)` の値が正しくありません。修正してください。"))
    }

    private static func unknown(_ key: String, _ unknown: Unknown, _ place: Place, of name: String) -> Failure {
        let text = MetricRows.short(unknown.text)
        return .at(
            place,
            Text(
                en:
                    "`\(key)` of `\(name)` is not known from the files (`\(text)`). Write the value down in a JSON file "
                    + "of its own and give that.",
                ja: "`\(name)` の `\(key)` の値がファイルからわかりません (`\(text)`)。値を書いた JSON ファイルを用意して指定してください。"))
    }

    private static func missing(_ key: String, _ place: Place, of name: String) -> Failure {
        .at(
            place,
            Text(
                en: "`\(key)` of `\(name)` is missing. Add it.", ja: "`\(name)` に `\(key)` がありません。追加してください。"))
    }

    /// A value that may be left out.
    static func optional<Value>(_ field: Field<Value>, _ key: String, of name: String) throws(Failure) -> Value? {
        switch field {
        case .absent: return nil
        case .known(let value, _): return value
        case .unknown(let why, let place): throw unknown(key, why, place, of: name)
        case .wrong(let place): throw wrong(key, place, of: name)
        }
    }

    static func text(_ key: String, in term: Term, of name: String) throws(Failure) -> String {
        guard let text = try optional(term.string(key), key, of: name) else { throw missing(key, term.place, of: name) }
        return text
    }

    static func bound(_ key: String, in term: Term, of name: String) throws(Failure) -> Double? {
        let field = term.string(key).map { text -> Double? in
            // Terraform leaves an open end out by an empty text.
            text.isEmpty ? .infinity : Double(text).flatMap { abs($0) <= 1e15 ? $0 : nil }
        }
        guard let number = try optional(field, key, of: name), number.isFinite else { return nil }
        return number
    }

    static func number(_ key: String, in term: Term, of name: String) throws(Failure) -> Double {
        guard let number = try bound(key, in: term, of: name) else { throw missing(key, term.place, of: name) }
        return number
    }

    static func count(_ key: String, in term: Term, of name: String, most: Int) throws(Failure) -> Int? {
        guard let number = try bound(key, in: term, of: name) else { return nil }
        guard let whole = Int(exactly: number), (1...max(1, most)).contains(whole) else {
            throw wrong(key, term[key]?.place ?? term.place, of: name)
        }
        return whole
    }

    static func cooldown(_ key: String, in term: Term, of name: String) throws(Failure) -> Int {
        guard let number = try bound(key, in: term, of: name) else { return ScalingPolicy.defaultCooldown }
        guard let whole = Int(exactly: number), (0...1_000_000).contains(whole) else {
            throw wrong(key, term[key]?.place ?? term.place, of: name)
        }
        return whole
    }

    /// A capacity of a scalable target.
    static func capacity(_ key: String, in term: Term, of name: String) throws(Failure) -> Int? {
        guard let number = try bound(key, in: term, of: name) else { return nil }
        guard let whole = Int(exactly: number), (0...ScalingInput.mostTasks).contains(whole) else {
            throw wrong(key, term[key]?.place ?? term.place, of: name)
        }
        return whole
    }

    static func choice<Choice: RawRepresentable<String>>(
        _ key: String, in term: Term, of name: String, _ all: [Choice], default fallback: Choice?
    ) throws(Failure) -> Choice {
        guard let text = try optional(term.string(key), key, of: name) else {
            guard let fallback else { throw missing(key, term.place, of: name) }
            return fallback
        }
        guard let choice = all.first(where: { $0.rawValue == text }) else {
            let place = term[key]?.place ?? term.place
            let names = all.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            throw .at(
                place,
                Text(
                    en: "`\(key)` of `\(name)` must be one of \(names).",
                    ja: "`\(name)` の `\(key)` に指定できるのは \(names) です。"))
        }
        return choice
    }
}

extension Failure {
    /// What is wrong at a place of a definition.
    static func at(_ place: Place, _ text: Text) -> Failure {
        let start = place.span.start
        let shown = "\(place.path):\(start.line):\(start.column)"
        return Failure(.invalid, Text(en: "\(shown): \(text.en)", ja: "\(shown): \(text.ja)"))
    }
}
