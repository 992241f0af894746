import Basics
import ECSModel

/// Values as terms; JSON that a text holds is read where the type's attribute holds JSON.
struct TerraformTerms {
    let evaluator: TerraformEvaluator
    /// Names of attributes that hold JSON, at any depth of the resource.
    let documents: Set<String>

    func term(_ entries: [TerraformEntry], _ place: Place) -> Term {
        Term(.map(converted(entries, depth: 0)), place)
    }

    private func converted(_ entries: [TerraformEntry], depth: Int) -> [TermEntry] {
        var result: [TermEntry] = []
        result.reserveCapacity(entries.count)
        for entry in entries {
            if entry.value.isNull { continue }
            var value = entry.value
            if documents.contains(entry.key) {
                value = document(value)
            }
            result.append(
                TermEntry(key: entry.key, keyPlace: entry.keyPlace, value: term(value, depth: depth + 1)))
        }
        return result
    }

    /// What a text holds; a text that is known and no JSON stays, one that is not known is unknown.
    func document(_ value: TerraformValue) -> TerraformValue {
        if let decoded = evaluator.decoded(value) { return decoded }
        if value.string != nil { return value }
        return TerraformValue(.unknown(value.firstUnknown() ?? Unknown(.expression, "…")), value.place)
    }

    func term(_ value: TerraformValue, depth: Int = 0) -> Term {
        evaluator.fuel -= 1
        guard depth < 100, evaluator.fuel > 0 else {
            return Term(.unknown(Unknown(.expression, "…")), value.place)
        }
        switch value.kind {
        case .null: return Term(.null, value.place)
        case .bool(let bool): return Term(.bool(bool), value.place)
        case .number(let number): return Term(.number(number), value.place)
        case .list(let items): return Term(.list(items.map { term($0, depth: depth + 1) }), value.place)
        case .map(let entries): return Term(.map(converted(entries, depth: depth)), value.place)
        case .unknown(let unknown): return Term(.unknown(unknown), value.place)
        case .failed(let text): return Term(.unknown(Unknown(.expression, text)), value.place)
        case .object(let object):
            if case .unknown(let unknown) = object.part { return Term(.unknown(unknown), value.place) }
            return Term(.text(TermText([object.part])), value.place)
        case .text(let text):
            if text.text.parts.count == 1, case .unknown(let unknown)? = text.text.parts.first {
                return Term(.unknown(unknown), value.place)
            }
            return Term(.text(text.text), value.place)
        }
    }
}
