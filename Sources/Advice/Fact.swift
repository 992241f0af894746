package import Basics

/// Where a fact is known from.
package enum FactSource: Sendable, Hashable {
    case file(path: String, line: Int)
    /// A person said so in `plimsoll.yml`.
    case settings(path: String, line: Int)
    /// A person said so on the command line: the option with its dashes.
    case option(String)

    /// `deploy/orders.yaml:49`, or `attested: --traffic`.
    package var shown: Text {
        switch self {
        case .file(let path, let line): Text(en: "\(path):\(line)", ja: "\(path):\(line)")
        case .settings(let path, let line):
            Text(en: "attested: \(path):\(line)", ja: "表明: \(path):\(line)")
        case .option(let name): Text(en: "attested: \(name)", ja: "表明: \(name)")
        }
    }
}

/// One thing that advice depends on: its value and where that is known from, or that it is not known.
package struct Fact<Value: Sendable & Hashable>: Sendable, Hashable {
    /// Nil for what is not known.
    package private(set) var value: Value?
    /// Never empty where there is a value. Without one, the places of the suspicion.
    package private(set) var sources: [FactSource]
    /// What makes one think that a value which is not known matters here.
    package private(set) var suspicion: Text?

    private init(value: Value?, sources: [FactSource], suspicion: Text?) {
        self.value = value
        self.sources = sources
        self.suspicion = suspicion
    }

    package static var unknown: Fact { Fact(value: nil, sources: [], suspicion: nil) }

    package static func known(_ value: Value, _ sources: FactSource...) -> Fact { known(value, sources) }

    /// Of no source nothing is known.
    package static func known(_ value: Value, _ sources: [FactSource]) -> Fact {
        sources.isEmpty ? .unknown : Fact(value: value, sources: sources, suspicion: nil)
    }

    package static func suspected(_ why: Text, _ sources: [FactSource]) -> Fact {
        Fact(value: nil, sources: sources, suspicion: why)
    }

    /// The value if it is known; the places stay.
    package func map<Other>(_ change: (Value) -> Other?) -> Fact<Other> {
        guard let value else { return suspicion.map { .suspected($0, sources) } ?? .unknown }
        return change(value).map { .known($0, sources) } ?? .unknown
    }
}

/// A page that says so.
package struct Link: Sendable, Hashable, ExpressibleByStringLiteral {
    package let address: String

    package init(stringLiteral value: String) { address = value }
}
