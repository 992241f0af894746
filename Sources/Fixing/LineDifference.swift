/// The shortest way from one list of lines to another.
enum LineDifference {
    enum Kind {
        case same, removed, added

        var sign: UInt8 {
            switch self {
            case .same: UInt8(ascii: " ")
            case .removed: UInt8(ascii: "-")
            case .added: UInt8(ascii: "+")
            }
        }
    }

    /// One line; the indexes are where both lists stand before it.
    struct Step {
        var kind: Kind
        var old: Int
        var new: Int
    }

    static func steps(from old: [ArraySlice<UInt8>], to new: [ArraySlice<UInt8>]) -> [Step] {
        // Numbers are compared faster than lines.
        var numbers: [ArraySlice<UInt8>: Int] = [:]
        func number(_ line: ArraySlice<UInt8>) -> Int {
            let next = numbers.count
            return numbers[line]
                ?? {
                    numbers[line] = next
                    return next
                }()
        }
        let difference = new.map(number).difference(from: old.map(number))
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var steps: [Step] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if removed.contains(i) {
                steps.append(Step(kind: .removed, old: i, new: j))
                i += 1
            } else if added.contains(j) {
                steps.append(Step(kind: .added, old: i, new: j))
                j += 1
            } else {
                steps.append(Step(kind: .same, old: i, new: j))
                i += 1
                j += 1
            }
        }
        return steps
    }
}
