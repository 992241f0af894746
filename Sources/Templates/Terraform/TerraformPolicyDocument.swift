import Basics
import ECSModel

/// The policy that `aws_iam_policy_document` makes of its blocks.
///
/// Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
enum TerraformPolicyDocument {
    static func read(
        _ body: [TerraformEntry], _ place: Place, _ evaluator: TerraformEvaluator
    ) -> TerraformValue {
        let map = TerraformValue(.map(body), place)
        var statements: [TerraformValue] = []
        for key in ["source_policy_documents", "source_json", "override_policy_documents", "override_json"] {
            guard let source = map[key] else { continue }
            for document in list(source) {
                guard !document.isNull else { continue }
                // Of another document that cannot be read, the statements are not known.
                let inner = evaluator.decoded(document)
                statements += inner.flatMap { $0["Statement"] }.map(list) ?? [unknown(document)]
            }
        }
        for entry in body where entry.key == "statement" {
            statements += list(entry.value).map(statement)
        }
        var entries = [entry("Statement", place, TerraformValue(.list(statements), place))]
        let version = map["version"] ?? TerraformValue(text: "2012-10-17", place)
        entries.insert(entry("Version", place, version), at: 0)
        return TerraformValue(.map(entries), place)
    }

    private static func unknown(_ value: TerraformValue) -> TerraformValue {
        TerraformValue(.unknown(value.firstUnknown() ?? Unknown(.expression, "…")), value.place)
    }

    private static func list(_ value: TerraformValue) -> [TerraformValue] {
        if case .list(let items) = value.kind { items } else { [value] }
    }

    private static func entry(_ key: String, _ place: Place, _ value: TerraformValue) -> TerraformEntry {
        TerraformEntry(key: key, keyPlace: place, value: value)
    }

    private static func statement(_ block: TerraformValue) -> TerraformValue {
        guard case .map(let entries) = block.kind else { return block }
        var result: [TerraformEntry] = []
        var hasEffect = false
        for item in entries {
            let plain = [
                "sid": "Sid", "effect": "Effect", "actions": "Action", "not_actions": "NotAction",
                "resources": "Resource", "not_resources": "NotResource",
            ]
            if let name = plain[item.key] {
                hasEffect = hasEffect || name == "Effect"
                if !item.value.isNull { result.append(entry(name, item.keyPlace, item.value)) }
            } else if item.key == "principals" || item.key == "not_principals" {
                let name = item.key == "principals" ? "Principal" : "NotPrincipal"
                result.append(entry(name, item.keyPlace, principals(item.value)))
            } else if item.key == "condition" {
                result.append(entry("Condition", item.keyPlace, conditions(item.value)))
            }
        }
        if !hasEffect { result.append(entry("Effect", block.place, TerraformValue(text: "Allow", block.place))) }
        return TerraformValue(.map(result), block.place)
    }

    private static func principals(_ value: TerraformValue) -> TerraformValue {
        var entries: [TerraformEntry] = []
        for block in list(value) {
            guard let type = block["type"]?.string, let names = block["identifiers"] else {
                return unknown(block)
            }
            if type == "*" { return TerraformValue(text: "*", block.place) }
            entries.append(entry(type, block.place, names))
        }
        return TerraformValue(.map(entries), value.place)
    }

    private static func conditions(_ value: TerraformValue) -> TerraformValue {
        var names: [String] = []
        var byTest: [String: [TerraformEntry]] = [:]
        for block in list(value) {
            guard let test = block["test"]?.string, let variable = block["variable"]?.string,
                let values = block["values"]
            else { return unknown(block) }
            if byTest[test] == nil { names.append(test) }
            byTest[test, default: []].append(entry(variable, block.place, values))
        }
        return TerraformValue(
            .map(names.map { entry($0, value.place, TerraformValue(.map(byTest[$0] ?? []), value.place)) }),
            value.place)
    }
}
