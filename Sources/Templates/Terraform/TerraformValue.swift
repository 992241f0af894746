import Basics
import ECSModel

/// A value of Terraform's language while a module is worked out.
struct TerraformValue {
    indirect enum Kind {
        case null
        case bool(Bool)
        /// As written: `0.5`, `1024`.
        case number(String)
        case text(TerraformText)
        /// Lists, tuples and sets.
        case list([TerraformValue])
        case map([TerraformEntry])
        case unknown(Unknown)
        /// What Terraform would refuse, such as a key that is not there; `try` goes on to its next argument.
        case failed(String)
        /// A resource, data source or module of which an attribute is still to be named.
        case object(TerraformObject)
    }

    let kind: Kind
    let place: Place
    /// How deep values are nested in it: locals can nest without end, and each level costs stack when it is let go.
    private let height: Int32
    /// How many values are in it, one that stands in several places counted each time: lists of one another grow with
    /// each level, and to look through all of them would never end.
    let weight: Int32
    /// The first thing in it, at any depth, that is not known.
    private let cause: Unknown?

    private static let heightLimit: Int32 = 100
    private static let weightLimit: Int32 = 1 << 29

    init(_ kind: Kind, _ place: Place) {
        self.place = place
        var measure = Measure()
        switch kind {
        case .null, .bool, .number: break
        case .unknown(let unknown): measure.cause = unknown
        case .failed(let text): measure.cause = Unknown(.expression, text)
        case .object: break
        case .list(let items): for item in items { measure.add(item) }
        case .map(let entries): for entry in entries { measure.add(entry.value) }
        case .text(let text):
            switch text.form {
            case .encoded(let value): measure.add(value)
            case .written(let pieces): for case .value(let value) in pieces { measure.add(value) }
            case nil: break
            }
            // What its JSON holds is no part of the text.
            measure.cause = text.text.known == nil ? text.text.firstUnknown : nil
            for case .literal(let literal) in text.text.parts { measure.add(bytes: literal.utf8.count) }
        }
        if measure.height > Self.heightLimit {
            let deep = Unknown(.expression, "…")
            height = 0
            weight = 1
            cause = deep
            self.kind = .unknown(deep)
        } else {
            height = measure.height
            weight = measure.weight
            cause = measure.cause
            self.kind = kind
        }
    }

    private struct Measure {
        var height: Int32 = 0
        var weight: Int32 = 1
        var cause: Unknown?

        /// To look through a long text costs as much as to look through many values.
        mutating func add(bytes: Int) { weight = min(weight + Int32(clamping: bytes / 32), weightLimit) }

        mutating func add(_ inner: TerraformValue) {
            height = max(height, inner.height + 1)
            weight = min(weight + inner.weight, weightLimit)
            if cause == nil { cause = inner.firstUnknown() }
        }
    }

    init(text: String, _ place: Place) {
        self.init(.text(TerraformText(TermText(text))), place)
    }
}

struct TerraformEntry {
    var key: String
    var keyPlace: Place
    var value: TerraformValue
}

/// A text, with what is needed to read it as JSON in its place.
struct TerraformText {
    var text: TermText
    var form: Form?

    init(_ text: TermText, _ form: Form? = nil) {
        self.text = text
        self.form = form
    }

    indirect enum Form {
        /// `jsonencode(value)`.
        case encoded(TerraformValue)
        /// Written as a text, as a heredoc or in a file of its own.
        case written([TerraformPiece])
    }
}

/// A piece of a text: written, or put in by `${…}`.
enum TerraformPiece {
    /// `isVerbatim`: the text's bytes are those of the place.
    case literal(String, Place, isVerbatim: Bool)
    case value(TerraformValue)
}

extension TerraformValue {
    /// The value of a map's key; of one that is written twice the last.
    subscript(key: String) -> TerraformValue? {
        guard case .map(let entries) = kind else { return nil }
        return entries.last { $0.key == key }?.value
    }

    var entries: [TerraformEntry] { if case .map(let entries) = kind { entries } else { [] } }

    var items: [TerraformValue] { if case .list(let items) = kind { items } else { [] } }

    var isNull: Bool { if case .null = kind { true } else { false } }

    var isFailed: Bool { if case .failed = kind { true } else { false } }

    /// Why the value, not its parts, is not known.
    var unknown: Unknown? {
        switch kind {
        case .unknown(let unknown): unknown
        case .failed(let text): Unknown(.expression, text)
        default: nil
        }
    }

    /// The text of a scalar, parts that are not known included.
    var text: TermText? {
        switch kind {
        case .text(let text): text.text
        case .number(let text): TermText(text)
        case .bool(let value): TermText(value ? "true" : "false")
        case .unknown(let unknown): TermText([.unknown(unknown)])
        case .failed(let text): TermText([.unknown(Unknown(.expression, text))])
        case .object(let object): TermText([object.part])
        case .null, .list, .map: nil
        }
    }

    /// The text of a scalar that is wholly known.
    var string: String? { text?.known }

    var int: Int? {
        guard let string else { return nil }
        return Int(string) ?? Double(string).flatMap { abs($0) < 1e15 && $0 == $0.rounded() ? Int($0) : nil }
    }

    var double: Double? { string.flatMap { Double($0) } }

    var bool: Bool? {
        switch string {
        case "true": true
        case "false": false
        default: nil
        }
    }

    /// The first thing in it, at any depth, that is not known.
    func firstUnknown() -> Unknown? {
        if case .object(let object) = kind { return Unknown(.attribute, object.shown) }
        return cause
    }

    /// The same value, said to stand elsewhere.
    func at(_ place: Place) -> TerraformValue { TerraformValue(kind, place) }
}

/// What a name stands for before an attribute of it is named.
enum TerraformObject {
    case resource(TerraformModule, TerraformResourceBlock, key: TerraformKey?)
    case module(TerraformModule)
    /// A module that is not read, with its path.
    case unreadModule(String, TerraformSource?)

    var shown: String {
        switch self {
        case .resource(let module, let block, let key): module.path + block.address + (key?.shown ?? "")
        case .module(let module): String(module.path.dropLast())
        case .unreadModule(let path, _): path
        }
    }

    var part: TermText.Part {
        switch self {
        case .resource(_, let block, _) where !block.isData: .reference(Reference(shown))
        default: .unknown(Unknown(.attribute, shown))
        }
    }
}

/// Which instance of a resource or module: `[0]` or `["key"]`.
enum TerraformKey: Hashable {
    case number(Int)
    case text(String)

    var shown: String {
        switch self {
        case .number(let number): "[\(number)]"
        case .text(let text): "[\"\(text)\"]"
        }
    }
}

/// The instances that `count` or `for_each` make.
enum TerraformInstances {
    case single
    case counted(Int)
    case keyed([TerraformEntry])
    /// It depends on what is not known; the text of the expression.
    case open(String)
}
