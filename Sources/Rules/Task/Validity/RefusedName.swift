import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedName: Rule {
    static let about = About(
        id: "TD106", since: "0.1", severity: .high,
        title: Text(en: "Name that ECS does not take", ja: "ECS が受け付けない名前"),
        why: Text(
            en: "Names tie the parts of a task together. ECS refuses one that is missing, malformed, or there twice.",
            ja: "タスク定義の各部分は名前で互いを参照します。名前の欠落、形式の誤り、重複は登録時に拒否されます。"),
        remedy: Text(
            en: "Use letters, digits, `-` and `_`, at most 255 of them, and each name once.",
            ja: "英数字と `-`、`_` を使い、255 文字以内で、重複しないようにしてください。"),
        message: Text(
            en:
                "`{path}` {kind|missing=is missing|empty=is empty|long=is too long|twice=is there twice|leading=must not begin with `-`|has characters that a name cannot have}{detail}{said}",
            ja:
                "`{path}` {kind|missing=がありません|empty=が空です|long=が長すぎます|twice=が重複しています|leading=の先頭に `-` は使えません|に使えない文字があります}{detail}{said}"
        ),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html",
        ],
        fails: [
            """
            {"family": ⟦"my web"⟧, "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 128},
              {"name": ⟦"web"⟧, "image": "log:1", "memory": 128}, {⟦"image"⟧: "x:1", "memory": 128},
              {"name": ⟦"y"⟧, "image": "", "memory": 128}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Volumes: [{Name: ⟦data/x⟧}, {Name: tmp}, {Name: ⟦tmp⟧}]
                  ContainerDefinitions:
                    - Name: ⟦web.app⟧
                      Image: web:1
                      PortMappings: [{ContainerPort: 80, Name: ⟦-http⟧}]
            """,
        ],
        passes: [
            #"{"family": "<FAMILY>", "containerDefinitions": [{"name": "web-${ENV}", "image": "${IMAGE}"}, {"name": "Log_1", "image": "log:1"}]}"#,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Family: !Sub '${AWS::StackName}-web'
                  Volumes: [{Name: data}]
                  ContainerDefinitions: [{Name: web, Image: !Ref Image}, {Name: log, Image: 'log:1'}]
              Other:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let validity = TaskValidity(task)
        judge(task.definition.family, "family", &report)
        var volumes: Set<String> = []
        for (index, volume) in task.definition.volumes.enumerated() {
            let path = "volumes[\(index)].name"
            judge(volume.name, path, &report)
            judgeTwice(volume.name, path, &volumes, &report)
        }
        var names: Set<String> = []
        var ports: Set<String> = []
        for container in validity.containers {
            let path = container.path + ".name"
            let definition = container.definition
            if definition.name.isAbsent, !Self.hasMark(definition.term) {
                report.refuse(
                    "missing", path, at: container.place,
                    said: "Container.name should not be null or empty.")
            }
            judge(definition.name, path, said: "Container.name should not be null or empty.", &report)
            judgeTwice(definition.name, path, &names, &report)
            judgeImage(container, &report)
            for (index, mapping) in definition.portMappings.enumerated() {
                let path = "\(container.path).portMappings[\(index)].name"
                judge(mapping.name, path, limit: 64, &report)
                if case .known(let name, let place) = mapping.name, name.hasPrefix("-") {
                    report.refuse("leading", path, at: place, ["detail": " (\(name))"])
                }
                judgeTwice(mapping.name, path, &ports, &report)
            }
        }
    }

    private func judgeImage(_ container: TaskValidity.Container, _ report: inout Report) {
        let term = container.definition.term
        let isEmpty = term["image"]?.string?.isEmpty == true
        // A pipeline may put the image in; a template of a stack must have it.
        guard isEmpty || term.entry("image") == nil, !Self.hasMark(term) else { return }
        report.refuse(
            isEmpty ? "empty" : "missing", container.path + ".image", at: container.place,
            said: "Container.image should not be null or empty.")
    }

    private func judge(
        _ field: Field<String>, _ path: String, limit: Int = 255, said: String = "", _ report: inout Report
    ) {
        guard case .known(let name, let place) = field else { return }
        let shown = ["detail": " (\(name))"]
        if name.isEmpty {
            report.refuse("empty", path, at: place, said: said)
        } else if name.unicodeScalars.count > limit {
            report.refuse("long", path, at: place, ["detail": " (> \(limit))"])
        } else if !name.utf8.allSatisfy(Self.isAllowed) {
            report.refuse("characters", path, at: place, shown)
        }
    }

    private func judgeTwice(_ field: Field<String>, _ path: String, _ seen: inout Set<String>, _ report: inout Report) {
        guard case .known(let name, let place) = field, !name.isEmpty, !seen.insert(name).inserted else { return }
        report.refuse("twice", path, at: place, ["detail": " (\(name))"])
    }

    /// A key that a template makes may be any key.
    private static func hasMark(_ term: Term) -> Bool {
        term.entries.contains { $0.key.utf8.contains { "<{$@".utf8.contains($0) } }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
