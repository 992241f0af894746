import Basics
import Parity
import RuleKit

struct IdleParityAllowance: Rule {
    static let about = About(
        id: "PA105", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Declared difference that is none", ja: "実在しない差異の宣言"),
        why: Text(
            en: "The environments are alike there by now: the declaration would let a new difference in unseen.",
            ja: "その項目はすでに環境間で一致しています。宣言を残すと、今後生じる差異が見逃されます。"),
        remedy: Text(en: "Remove the entry from `parity:`.", ja: "`parity:` から該当する項目を削除してください。"),
        message: Text(en: "No environment differs in `{field}`", ja: "`{field}` に環境間の差異はありません"),
        links: ["https://12factor.net/dev-prod-parity"],
        fails: [
            """
            === plimsoll.yml
            parity:
              allow:
                - field: ⟦service.deploymentConfiguration.**⟧
                  reason: staging has one task only
            === envs/staging/taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            === envs/production/taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """
        ],
        passes: [
            """
            === plimsoll.yml
            parity:
              allow:
                - field: containers.*.user
                  reason: staging shows what breaks without root first
            === envs/staging/taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "user": "1000"}]}
            === envs/production/taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """,
            """
            === plimsoll.yml
            parity:
              allow:
                - field: containers.*.user
                  reason: only one environment is looked at
            === envs/staging/taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "user": "1000"}]}
            """,
        ]
    )

    func check(_ all: ServiceEnvironments, _ report: inout Report) {
        // Which are idle, the judge has found out over all services.
        guard all.services.isEmpty else { return }
        for allowance in all.settings.allowances {
            report.fault(at: allowance.span, ["field": allowance.pattern.text])
        }
    }
}
