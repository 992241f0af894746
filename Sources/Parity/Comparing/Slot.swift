import Basics
import ECSModel

/// What one environment has for a field.
enum Slot: Sendable {
    case term(Term)
    /// Nothing, in what stands at the place.
    case absent(Place?)
    case unknown(String, Place?)
    /// What it would stand in is not there: that has been told already.
    case out

    init(_ term: Term?, in parent: Place?) {
        guard let term else {
            self = .absent(parent)
            return
        }
        self = term.isUnknown ? .unknown(term.text?.shown ?? "", term.place) : .term(term)
    }

    init<Value>(_ field: Field<Value>, in parent: Place?, _ text: (Value) -> String) {
        switch field {
        case .absent: self = .absent(parent)
        case .known(let value, let place): self = .term(Term(.text(TermText(text(value))), place))
        case .unknown(let unknown, let place): self = .unknown(unknown.text, place)
        case .wrong(let place): self = .unknown("", place)
        }
    }

    var term: Term? { if case .term(let term) = self { term } else { nil } }
    var isUnknown: Bool { if case .unknown = self { true } else { false } }
    var isAbsent: Bool { if case .absent = self { true } else { false } }

    var place: Place? {
        switch self {
        case .term(let term): term.isMap ? term.heading : term.place
        case .absent(let place), .unknown(_, let place): place
        case .out: nil
        }
    }

    /// Something of what it holds.
    func child(_ find: (Term) -> Term?) -> Slot {
        switch self {
        case .term(let term): Slot(find(term), in: term.isMap ? term.heading : term.place)
        default: self
        }
    }
}
