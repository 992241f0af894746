import Basics
import ECSModel
import RuleKit
import Workload

struct TooManyItems: Rule {
    static let about = About(
        id: "TD108", since: "0.1", severity: .high,
        title: Text(en: "More than a task definition can hold", ja: "タスク定義の上限を超える数"),
        why: Text(
            en: "ECS refuses a task definition that passes one of these limits. They cannot be raised.",
            ja: "これらの上限を超えるタスク定義は登録時に拒否されます。上限は引き上げられません。"),
        remedy: Text(
            en: "Split the task, or move what is long into files.",
            ja: "タスクを分けるか、長い設定はファイルに移してください。"),
        message: Text(
            en: "`{path}` holds {count} {kind|bytes=bytes|items}, more than the {limit} that ECS takes",
            ja: "`{path}` が {count} {kind|bytes=バイト|個}あり、ECS の上限 {limit} を超えています"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html",
        ],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "a", "image": "x:1", "memory": 64, "environmentFiles": ⟦[
              {"type": "s3", "value": "arn:aws:s3:::b/1.env"}, {"type": "s3", "value": "arn:aws:s3:::b/2.env"},
              {"type": "s3", "value": "arn:aws:s3:::b/3.env"}, {"type": "s3", "value": "arn:aws:s3:::b/4.env"},
              {"type": "s3", "value": "arn:aws:s3:::b/5.env"}, {"type": "s3", "value": "arn:aws:s3:::b/6.env"},
              {"type": "s3", "value": "arn:aws:s3:::b/7.env"}, {"type": "s3", "value": "arn:aws:s3:::b/8.env"},
              {"type": "s3", "value": "arn:aws:s3:::b/9.env"}, {"type": "s3", "value": "arn:aws:s3:::b/10.env"},
              {"type": "s3", "value": "arn:aws:s3:::b/11.env"}]⟧}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ⟦ContainerDefinitions⟧:
                    - {Name: a, Image: 'x:1'}
                    - {Name: b, Image: 'x:1'}
                    - {Name: c, Image: 'x:1'}
                    - {Name: d, Image: 'x:1'}
                    - {Name: e, Image: 'x:1'}
                    - {Name: f, Image: 'x:1'}
                    - {Name: g, Image: 'x:1'}
                    - {Name: h, Image: 'x:1'}
                    - {Name: i, Image: 'x:1'}
                    - {Name: j, Image: 'x:1'}
                    - {Name: k, Image: 'x:1'}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "a", "image": "x:1", "environmentFiles": [{"type": "s3", "value": "arn:aws:s3:::b/1.env"}]}]}"#,
            #"{"family": "web", "containerDefinitions": "${CONTAINERS}"}"#,
        ]
    )

    /// Bytes of a whole task definition. Source: the service's quotas.
    private static let byteLimit = 64 * 1024

    func check(_ task: TaskSubject, _ report: inout Report) {
        let validity = TaskValidity(task)
        let term = task.definition.term
        judge(term, "containerDefinitions", 10, "", &report)
        judge(term, "placementConstraints", 10, "", &report)
        judge(term, "tags", 50, "", &report)
        for container in validity.containers {
            let own = container.definition.term
            judge(own, "environmentFiles", 10, container.path + ".", &report)
            if let policy = own["restartPolicy"] {
                judge(policy, "ignoredExitCodes", 50, container.path + ".restartPolicy.", &report)
            }
            let ranges = container.definition.portMappings.filter { $0.term["containerPortRange"] != nil }
            if ranges.count > 100, let entry = own.entry("portMappings") {
                tell("items", container.path + ".portMappings", ranges.count, 100, entry.keyPlace, &report)
            }
        }
        let atLaunch = task.definition.volumes.filter { $0.configuredAtLaunch.value == true }
        if atLaunch.count > 1, let place = atLaunch.last?.configuredAtLaunch.place {
            tell("items", "volumes[].configuredAtLaunch", atLaunch.count, 1, place, &report)
        }
        // Only a text longer than the limit can hold a definition that is.
        guard term.place.range.count > Self.byteLimit || term.hasUnknown == false else { return }
        let bytes = Self.size(term, depth: 0)
        if bytes > Self.byteLimit { tell("bytes", "taskDefinition", bytes, Self.byteLimit, validity.place, &report) }
    }

    private func judge(_ term: Term, _ key: String, _ limit: Int, _ path: String, _ report: inout Report) {
        guard let list = term[key], list.isList, list.items.count > limit, let entry = term.entry(key) else { return }
        let place = list.place.source.text(list.place.range).hasPrefix("[") ? list.place : entry.keyPlace
        tell("items", path + key, list.items.count, limit, place, &report)
    }

    private func tell(
        _ kind: String, _ path: String, _ count: Int, _ limit: Int, _ place: Place, _ report: inout Report
    ) {
        report.refuse(kind, path, at: place, ["count": "\(count)", "limit": "\(limit)"])
    }

    /// Bytes of a term as JSON without blanks; what is not known counts as nothing.
    private static func size(_ term: Term, depth: Int) -> Int {
        guard depth < 30 else { return 0 }
        switch term.kind {
        case .null: return 4
        case .bool(let value): return value ? 4 : 5
        case .number(let text): return text.utf8.count
        case .text(let text): return (text.known?.utf8.count ?? 0) + 2
        case .unknown: return 0
        case .list(let items):
            return items.reduce(2 + max(0, items.count - 1)) { $0 + size($1, depth: depth + 1) }
        case .map(let entries):
            return entries.reduce(2 + max(0, entries.count - 1)) {
                $0 + $1.key.utf8.count + 3 + size($1.value, depth: depth + 1)
            }
        }
    }
}
