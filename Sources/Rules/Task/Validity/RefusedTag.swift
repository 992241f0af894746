import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedTag: Rule {
    static let about = About(
        id: "TD123", since: "0.1", severity: .high,
        title: Text(en: "Tag that AWS does not take", ja: "AWS が受け付けないタグ"),
        why: Text(
            en: "RegisterTaskDefinition refuses tags beyond AWS's bounds, so that the deployment stops there.",
            ja: "タグの制約に反すると RegisterTaskDefinition が拒否され、デプロイがそこで止まります。"),
        remedy: Text(
            en: "Keep keys to 128 and values to 256 characters, each key once, and `aws:` to AWS.",
            ja: "キーは 128 文字、値は 256 文字以内とし、キーを重複させず、`aws:` で始めないでください。"),
        message: Text(
            en:
                "`{path}` {kind|empty=is empty|long=is longer than the {limit} characters that AWS takes|twice=is there twice|prefix=begins with `aws:`, which AWS keeps for itself|has characters that tags cannot have}",
            ja:
                "`{path}` {kind|empty=が空です|long=が上限の {limit} 文字を超えています|twice=が重複しています|prefix=を AWS が予約する `aws:` で始めることはできません|にタグで使えない文字があります}"
        ),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html"],
        fails: [
            """
            {"family": "web", "tags": [{"key": ⟦""⟧, "value": "a"}, {"key": "team", "value": "a"}, {"key": ⟦"team"⟧, "value": "b"},
              {"key": ⟦"aws:owner"⟧, "value": "a"}, {"key": "cost", "value": ⟦"50% of shop"⟧}],
              "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Tags: [{Key: ⟦team?⟧, Value: shop}]
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
            """,
        ],
        passes: [
            """
            {"family": "web", "tags": [{"key": "app.kubernetes.io/name", "value": ""}, {"key": "Kosten stelle", "value": "日本 1"},
              {"key": "<KEY>", "value": "<VALUE>"}, {"key": "owner", "value": "a+b=c:d@example.org"}],
              "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Tags: [{Key: team, Value: !Ref Team}, {Key: stack, Value: !Sub '${AWS::StackName}'}]
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        var names: Set<String> = []
        for (index, tag) in (task.definition.term["tags"]?.items ?? []).enumerated() {
            let path = "tags[\(index)]."
            if case .known(let key, let place) = tag.string("key") {
                if key.isEmpty {
                    report.refuse("empty", path + "key", at: place)
                } else if key.lowercased().hasPrefix("aws:") {
                    report.refuse("prefix", path + "key", at: place)
                } else if !names.insert(key).inserted {
                    report.refuse("twice", path + "key", at: place)
                } else {
                    judge(key, 128, path + "key", place, &report)
                }
            }
            if case .known(let value, let place) = tag.string("value") {
                judge(value, 256, path + "value", place, &report)
            }
        }
    }

    private func judge(_ text: String, _ limit: Int, _ path: String, _ place: Place, _ report: inout Report) {
        if text.unicodeScalars.count > limit {
            report.refuse("long", path, at: place, ["limit": "\(limit)"])
        } else if !text.utf8.allSatisfy(Self.isAllowed) {
            report.refuse("characters", path, at: place)
        }
    }

    /// Letters, digits, blanks and `_.:/=+-@`; letters of other scripts are not looked at more closely.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
            true
        default: " _.:/=+-@".utf8.contains(byte)
        }
    }
}
