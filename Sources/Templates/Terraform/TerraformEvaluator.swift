import Basics
import ECSModel

/// Works out expressions of Terraform as far as they are constant.
///
/// All work is bounded: each step uses up fuel, nesting has a limit, and what is left when one of them ends is unknown.
final class TerraformEvaluator {
    let tree: any FileTree
    /// Gives a module's folder.
    let folder: (String) -> TerraformFolder?
    var fuel = 2_000_000
    private var depth = 0
    private static let depthLimit = 200
    /// Bytes of a text, and items of a list, that an expression may make.
    static let textLimit = 1 << 20
    static let itemLimit = 20_000
    var modulesLeft = 1000

    init(tree: any FileTree, folder: @escaping (String) -> TerraformFolder?) {
        self.tree = tree
        self.folder = folder
    }

    // MARK: Expressions

    func value(_ expression: HCLExpression, _ frame: TerraformFrame) -> TerraformValue {
        let place = frame.place(expression)
        fuel -= 1 + expression.range.count / 256
        guard depth < Self.depthLimit, fuel > 0 else { return open(expression, frame) }
        depth += 1
        defer { depth -= 1 }
        switch expression.kind {
        case .null: return TerraformValue(.null, place)
        case .bool(let value): return TerraformValue(.bool(value), place)
        case .number(let text): return TerraformValue(.number(text), place)
        case .template(let parts): return template(parts, place, frame)
        case .tuple(let items): return TerraformValue(.list(items.map { value($0, frame) }), place)
        case .object(let items): return object(items, expression, frame)
        case .loop(let loop): return self.loop(loop, expression, frame)
        case .conditional(let condition, let then, let otherwise):
            let decision = value(condition, frame)
            if let isTrue = decision.bool { return value(isTrue ? then : otherwise, frame) }
            if decision.isFailed { return decision }
            return TerraformValue(.unknown(Unknown(.condition, frame.text(condition))), place)
        case .unary(let signs, let inner): return unary(signs, value(inner, frame), expression, frame)
        case .chain(let first, let rest): return chain(first, rest, expression, frame)
        case .call(let name, let arguments, let expandsLast):
            return call(name, arguments, expandsLast, expression, frame)
        case .traversal(let name, let steps): return traversal(name, steps, expression, frame)
        case .postfix(let base, let steps): return apply(steps[...], value(base, frame), expression, frame)
        case .invalid: return open(expression, frame)
        }
    }

    /// Uses up fuel for looking through a value; false when there is not enough.
    func charge(_ weight: Int32) -> Bool {
        fuel -= Int(weight / 32)
        return fuel > 0
    }

    /// An expression that is not worked out.
    func open(_ expression: HCLExpression, _ frame: TerraformFrame) -> TerraformValue {
        TerraformValue(.unknown(Unknown(.expression, frame.text(expression))), frame.place(expression))
    }

    private func object(
        _ items: [HCLItem], _ expression: HCLExpression, _ frame: TerraformFrame
    ) -> TerraformValue {
        var entries: [TerraformEntry] = []
        entries.reserveCapacity(items.count)
        for item in items {
            let key = value(item.key, frame)
            guard let name = key.string else {
                // A map of which a key is not known could hold anything.
                let cause = key.firstUnknown() ?? Unknown(.expression, frame.text(item.key))
                return TerraformValue(.unknown(cause), frame.place(expression))
            }
            entries.append(
                TerraformEntry(key: name, keyPlace: frame.place(item.key), value: value(item.value, frame)))
        }
        return TerraformValue(.map(entries), frame.place(expression))
    }

    // MARK: Loops

    private func loop(_ loop: HCLLoop, _ expression: HCLExpression, _ frame: TerraformFrame) -> TerraformValue {
        let place = frame.place(expression)
        let collection = enumerated(value(loop.collection, frame))
        guard let collection else {
            let cause = value(loop.collection, frame).firstUnknown()
            return TerraformValue(.unknown(cause ?? Unknown(.expression, frame.text(loop.collection))), place)
        }
        var inner = frame
        var items: [TerraformValue] = []
        var entries: [TerraformEntry] = []
        var groups: [[TerraformValue]] = []
        var index: [String: Int] = [:]
        for (key, item) in collection {
            guard fuel > 0 else { return open(expression, frame) }
            if let keyName = loop.keyName { inner.names[keyName] = key }
            inner.names[loop.valueName] = item
            if let condition = loop.condition {
                let decision = value(condition, inner)
                guard let isTrue = decision.bool else {
                    let cause = Unknown(.condition, frame.text(condition))
                    return TerraformValue(.unknown(cause), place)
                }
                if !isTrue { continue }
            }
            let result = value(loop.result, inner)
            guard let resultKey = loop.resultKey else {
                items.append(result)
                continue
            }
            let name = value(resultKey, inner)
            guard let text = name.string else {
                return TerraformValue(
                    .unknown(name.firstUnknown() ?? Unknown(.expression, frame.text(resultKey))), place)
            }
            if let known = index[text] {
                if loop.isGrouped { groups[known].append(result) } else { entries[known].value = result }
            } else {
                index[text] = entries.count
                entries.append(TerraformEntry(key: text, keyPlace: name.place, value: result))
                if loop.isGrouped { groups.append([result]) }
            }
        }
        for (number, group) in groups.enumerated() {
            entries[number].value = TerraformValue(.list(group), entries[number].value.place)
        }
        return TerraformValue(loop.resultKey == nil ? .list(items) : .map(entries), place)
    }

    /// What `for`, `for_each` and `dynamic` go through; nil where that is not known.
    func enumerated(_ value: TerraformValue) -> [(key: TerraformValue, value: TerraformValue)]? {
        switch value.kind {
        case .list(let items):
            return items.enumerated().map { (TerraformValue(.number(String($0)), $1.place), $1) }
        case .map(let entries):
            return entries.map { (TerraformValue(text: $0.key, $0.keyPlace), $0.value) }
        case .null: return []
        case .object(.resource(let module, let block, nil)):
            switch instances(block, module) {
            case .counted(let count):
                fuel -= count / 4
                return (0..<min(count, Self.itemLimit)).map {
                    (
                        TerraformValue(.number(String($0)), value.place),
                        TerraformValue(.object(.resource(module, block, key: .number($0))), value.place)
                    )
                }
            case .keyed(let entries):
                fuel -= entries.count / 4
                return entries.map {
                    (
                        TerraformValue(text: $0.key, $0.keyPlace),
                        TerraformValue(.object(.resource(module, block, key: .text($0.key))), value.place)
                    )
                }
            case .single, .open: return nil
            }
        default: return nil
        }
    }

    // MARK: Operators

    private func unary(
        _ signs: [HCLOperator], _ value: TerraformValue, _ expression: HCLExpression, _ frame: TerraformFrame
    ) -> TerraformValue {
        if value.unknown != nil { return value.at(frame.place(expression)) }
        switch signs.first {
        case .not:
            guard let bool = value.bool else { return open(expression, frame) }
            return TerraformValue(.bool(signs.count.isMultiple(of: 2) ? bool : !bool), frame.place(expression))
        default:
            guard let number = value.double else { return open(expression, frame) }
            return TerraformValue.number(signs.count.isMultiple(of: 2) ? number : -number, frame.place(expression))
        }
    }

    private func chain(
        _ first: HCLExpression, _ rest: [HCLOperand], _ expression: HCLExpression, _ frame: TerraformFrame
    ) -> TerraformValue {
        var left = value(first, frame)
        for operand in rest {
            // Terraform looks at the right side too, but `false && x` is false whatever x is.
            if operand.sign == .and, left.bool == false { return left }
            if operand.sign == .or, left.bool == true { return left }
            let right = value(operand.value, frame)
            left = combine(left, operand.sign, right, expression, frame)
        }
        return left
    }

    private func combine(
        _ left: TerraformValue, _ sign: HCLOperator, _ right: TerraformValue, _ expression: HCLExpression,
        _ frame: TerraformFrame
    ) -> TerraformValue {
        let place = frame.place(expression)
        guard charge(left.weight), charge(right.weight) else { return open(expression, frame) }
        switch sign {
        case .and, .or:
            if let a = left.bool, let b = right.bool {
                return TerraformValue(.bool(sign == .and ? a && b : a || b), place)
            }
            // The side that is known decides alone where it can.
            if sign == .and, right.bool == false { return right.at(place) }
            if sign == .or, right.bool == true { return right.at(place) }
        case .equal, .notEqual:
            if let same = TerraformEquality.same(left, right) {
                return TerraformValue(.bool(same == (sign == .equal)), place)
            }
        default:
            if let a = left.double, let b = right.double, let result = Self.arithmetic(a, sign, b, place) {
                return result
            }
        }
        if let unknown = left.firstUnknown() ?? right.firstUnknown() {
            return TerraformValue(.unknown(unknown), place)
        }
        return open(expression, frame)
    }

    private static func arithmetic(
        _ a: Double, _ sign: HCLOperator, _ b: Double, _ place: Place
    ) -> TerraformValue? {
        switch sign {
        case .less: TerraformValue(.bool(a < b), place)
        case .lessOrEqual: TerraformValue(.bool(a <= b), place)
        case .greater: TerraformValue(.bool(a > b), place)
        case .greaterOrEqual: TerraformValue(.bool(a >= b), place)
        case .plus: .number(a + b, place)
        case .minus: .number(a - b, place)
        case .times: .number(a * b, place)
        case .divide: b == 0 ? nil : .number(a / b, place)
        case .modulo: b == 0 ? nil : .number(a.truncatingRemainder(dividingBy: b), place)
        default: nil
        }
    }
}

extension TerraformValue {
    /// Whole numbers are written without a fraction.
    static func number(_ value: Double, _ place: Place) -> TerraformValue {
        guard value.isFinite else { return TerraformValue(.failed("\(value)"), place) }
        if value == value.rounded(), abs(value) < 1e15 { return TerraformValue(.number(String(Int(value))), place) }
        return TerraformValue(.number(String(value)), place)
    }
}

/// Whether two values are the same; nil where that is not known.
enum TerraformEquality {
    static func same(_ a: TerraformValue, _ b: TerraformValue) -> Bool? {
        if a.isNull || b.isNull {
            if a.isNull && b.isNull { return true }
            return isSurelyThere(a.isNull ? b : a) ? false : nil
        }
        switch (a.kind, b.kind) {
        case (.list(let x), .list(let y)):
            if x.count != y.count { return false }
            return all(zip(x, y).map { same($0, $1) })
        case (.map(let x), .map(let y)):
            if x.count != y.count { return false }
            return all(x.map { entry in b[entry.key].map { same(entry.value, $0) } ?? false })
        case (.list, .map), (.map, .list): return false
        default: break
        }
        guard let x = a.text, let y = b.text else {
            return a.unknown == nil && b.unknown == nil ? false : nil
        }
        if let x = x.known, let y = y.known {
            if x == y { return true }
            if let x = Double(x), let y = Double(y) { return x == y }
            return false
        }
        // An ARN or name is never the empty text.
        if x.known == "" { return isSurelyThere(b) ? false : nil }
        if y.known == "" { return isSurelyThere(a) ? false : nil }
        return x == y ? true : nil
    }

    private static func all(_ results: [Bool?]) -> Bool? {
        if results.contains(false) { return false }
        return results.contains(nil) ? nil : true
    }

    /// Whether a value is surely neither null nor empty, though it may not be known.
    private static func isSurelyThere(_ value: TerraformValue) -> Bool {
        switch value.kind {
        case .null, .unknown, .failed: return false
        case .object(.resource), .object(.module), .bool, .number, .list, .map: return true
        case .object: return false
        case .text(let text):
            return text.text.parts.contains {
                switch $0 {
                case .literal(let text): !text.isEmpty
                case .reference(let reference): ["id", "arn", "name"].contains(reference.attribute)
                case .unknown: false
                }
            }
        }
    }
}
