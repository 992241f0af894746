import Basics
import ECSModel

extension TerraformFunctions {
    /// Functions over lists and maps; nil for others, and where an argument is not known.
    static func collections(_ call: TerraformCall, _ evaluator: TerraformEvaluator) -> TerraformValue? {
        let made = lists(call, evaluator) ?? maps(call, evaluator)
        guard let made else { return nil }
        let count = made.items.count + made.entries.count
        evaluator.fuel -= count
        return count > TerraformEvaluator.itemLimit ? call.open : made
    }

    private static func lists(_ call: TerraformCall, _ evaluator: TerraformEvaluator) -> TerraformValue? {
        switch call.name {
        case "concat":
            var items: [TerraformValue] = []
            for (index, value) in call.values.enumerated() {
                // A list that is not known could hold anything; its place among the items is kept by an unknown item.
                if let unknown = value.unknown {
                    items.append(TerraformValue(.unknown(unknown), value.place))
                    continue
                }
                guard let list = call.list(index) else { return nil }
                items += list
                if items.count > TerraformEvaluator.itemLimit { return nil }
            }
            return call.result(.list(items))
        case "flatten":
            var items: [TerraformValue] = []
            guard let list = call.list(0), flatten(list, into: &items, depth: 0) else { return nil }
            return call.result(.list(items))
        case "compact":
            guard let list = call.list(0) else { return nil }
            return call.result(.list(list.filter { !$0.isNull && $0.string != "" }))
        case "distinct", "toset":
            guard let list = call.list(0) else {
                return call.values.first.flatMap { call.name == "toset" && $0.unknown == nil ? $0 : nil }
            }
            return call.result(.list(unique(list)))
        case "setunion":
            let lists = call.values.indices.compactMap { call.list($0) }
            guard lists.count == call.values.count else { return nil }
            return call.result(.list(unique(lists.flatMap { $0 })))
        case "tolist":
            guard let value = call.values.first, value.unknown == nil else { return nil }
            return value
        case "sort":
            guard let list = call.list(0), list.allSatisfy({ $0.string != nil }) else { return nil }
            return call.result(.list(list.sorted { ($0.string ?? "") < ($1.string ?? "") }))
        case "reverse": return call.list(0).map { call.result(.list($0.reversed())) }
        case "slice":
            guard let list = call.list(0), let from = call.int(1), let to = call.int(2) else { return nil }
            guard from >= 0, from <= to, to <= list.count else { return call.failed }
            return call.result(.list(Array(list[from..<to])))
        case "range": return range(call)
        case "element":
            guard let list = call.list(0), let index = call.int(1), !list.isEmpty else { return nil }
            return list[((index % list.count) + list.count) % list.count]
        case "one":
            guard let list = call.list(0) else { return nil }
            return list.count > 1 ? call.failed : list.first ?? call.result(.null)
        case "coalesce":
            // Of an argument that is not known, it is not known whether it counts.
            for value in call.values {
                if value.isNull || value.string == "" { continue }
                return value
            }
            return call.failed
        case "coalescelist":
            for value in call.values {
                if case .list(let items) = value.kind, items.isEmpty { continue }
                return value
            }
            return call.failed
        case "contains":
            guard let list = call.list(0), call.values.count == 2 else { return nil }
            let results = list.map { TerraformEquality.same($0, call.values[1]) }
            if results.contains(true) { return call.result(.bool(true)) }
            return results.contains(nil) ? nil : call.result(.bool(false))
        case "index":
            guard let list = call.list(0), call.values.count == 2 else { return nil }
            let found = list.firstIndex { TerraformEquality.same($0, call.values[1]) == true }
            return found.map { call.result(.number(String($0))) }
        case "alltrue", "anytrue":
            guard let list = call.list(0) else { return nil }
            let values = list.map(\.bool)
            let decisive = call.name == "anytrue"
            if values.contains(decisive) { return call.result(.bool(decisive)) }
            return values.contains(nil) ? nil : call.result(.bool(!decisive))
        case "sum":
            guard let numbers = call.list(0)?.map(\.double), !numbers.contains(nil) else { return nil }
            return .number(numbers.reduce(0) { $0 + ($1 ?? 0) }, call.place)
        case "length":
            guard let value = call.values.first else { return nil }
            switch value.kind {
            case .list(let items): return call.result(.number(String(items.count)))
            case .map(let entries): return call.result(.number(String(entries.count)))
            case .text: return value.string.map { call.result(.number(String($0.count))) }
            case .object: return evaluator.enumerated(value).map { call.result(.number(String($0.count))) }
            default: return nil
            }
        case "nonsensitive", "sensitive", "ephemeralasnull": return call.values.first
        default: return nil
        }
    }

    private static func flatten(
        _ list: [TerraformValue], into items: inout [TerraformValue], depth: Int
    ) -> Bool {
        guard depth < 100 else { return false }
        for item in list {
            if case .list(let inner) = item.kind {
                if !flatten(inner, into: &items, depth: depth + 1) { return false }
            } else {
                items.append(item)
            }
            if items.count > TerraformEvaluator.itemLimit { return false }
        }
        return true
    }

    /// Texts once each; what is not known stays.
    private static func unique(_ list: [TerraformValue]) -> [TerraformValue] {
        var seen: Set<String> = []
        return list.filter { item in item.string.map { seen.insert($0).inserted } ?? true }
    }

    private static func range(_ call: TerraformCall) -> TerraformValue? {
        let numbers = call.values.indices.compactMap { call.int($0) }
        guard numbers.count == call.values.count, (1...3).contains(numbers.count) else { return nil }
        let from = numbers.count == 1 ? 0 : numbers[0]
        let to = numbers.count == 1 ? numbers[0] : numbers[1]
        let step = numbers.count == 3 ? numbers[2] : (to < from ? -1 : 1)
        // `abs` traps on the least number of all.
        guard step != 0, from.magnitude < 1 << 40, to.magnitude < 1 << 40,
            (to - from).magnitude / step.magnitude < 1024
        else { return nil }
        return call.result(
            .list(stride(from: from, to: to, by: step).map { call.result(.number(String($0))) }))
    }

    private static func maps(_ call: TerraformCall, _ evaluator: TerraformEvaluator) -> TerraformValue? {
        switch call.name {
        case "merge":
            var entries: [TerraformEntry] = []
            var index: [String: Int] = [:]
            for (position, value) in call.values.enumerated() where !value.isNull {
                guard let map = call.map(position) else { return nil }
                for entry in map {
                    if let known = index[entry.key] {
                        entries[known] = entry
                    } else {
                        index[entry.key] = entries.count
                        entries.append(entry)
                    }
                }
                if entries.count > TerraformEvaluator.itemLimit { return nil }
            }
            return call.result(.map(entries))
        case "lookup":
            guard call.map(0) != nil, let key = call.text(1) else { return nil }
            return call.values[0][key] ?? (call.values.count > 2 ? call.values[2] : call.failed)
        case "keys":
            guard let value = call.values.first, let all = evaluator.enumerated(value) else { return nil }
            return call.result(.list(all.map(\.key).sorted { ($0.string ?? "") < ($1.string ?? "") }))
        case "values":
            guard let value = call.values.first, let all = evaluator.enumerated(value) else { return nil }
            return call.result(.list(all.sorted { ($0.key.string ?? "") < ($1.key.string ?? "") }.map(\.value)))
        case "tomap": return call.map(0) == nil ? nil : call.values[0]
        case "zipmap":
            guard let keys = call.list(0), let values = call.list(1), keys.count == values.count else { return nil }
            let names = keys.map(\.string)
            guard !names.contains(nil) else { return nil }
            return call.result(
                .map(
                    zip(keys, values).map {
                        TerraformEntry(key: $0.string ?? "", keyPlace: $0.place, value: $1)
                    }))
        default: return nil
        }
    }
}
