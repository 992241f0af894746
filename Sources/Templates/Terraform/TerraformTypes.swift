import Basics

/// Fills in what `optional(type, default)` in a variable's type says.
enum TerraformTypes {
    static func completed(
        _ value: TerraformValue, _ type: HCLExpression, _ variable: TerraformVariable?, _ module: TerraformModule,
        _ evaluator: TerraformEvaluator, depth: Int = 0
    ) -> TerraformValue {
        guard depth < 20, case .call(let name, let arguments, _) = type.kind, let inner = arguments.first,
            evaluator.fuel > 0
        else { return value }
        evaluator.fuel -= 1
        func next(_ value: TerraformValue, _ type: HCLExpression) -> TerraformValue {
            completed(value, type, variable, module, evaluator, depth: depth + 1)
        }
        switch (name, value.kind) {
        case ("optional", _): return next(value, inner)
        case ("list", .list(let items)), ("set", .list(let items)):
            return TerraformValue(.list(items.map { next($0, inner) }), value.place)
        case ("map", .map(let entries)):
            return TerraformValue(
                .map(
                    entries.map {
                        TerraformEntry(key: $0.key, keyPlace: $0.keyPlace, value: next($0.value, inner))
                    }), value.place)
        case ("object", .map(var entries)):
            guard case .object(let fields) = inner.kind else { return value }
            for field in fields {
                evaluator.fuel -= entries.count / 32
                guard case .template(let parts) = field.key.kind, case .literal(let key, _, _)? = parts.first else {
                    continue
                }
                if let index = entries.lastIndex(where: { $0.key == key }), !entries[index].value.isNull {
                    entries[index].value = next(entries[index].value, field.value)
                    continue
                }
                guard case .call("optional", let own, _) = field.value.kind, let variable else { continue }
                let frame = TerraformFrame(module: module, source: variable.source)
                var standard = TerraformValue(.null, value.place)
                if own.count > 1 { standard = next(evaluator.value(own[1], frame), own[0]) }
                entries.removeAll { $0.key == key }
                entries.append(TerraformEntry(key: key, keyPlace: frame.place(field.key), value: standard))
            }
            return TerraformValue(.map(entries), value.place)
        default: return value
        }
    }
}
