import Basics
import ECSModel
import Pipelines
import RuleKit
import ShellSyntax

struct ImageForUnknownContainer: Rule {
    static let about = About(
        id: "PL513", since: "0.1", severity: .high,
        title: Text(en: "An image for a container that no task has", ja: "タスク定義にないコンテナへのイメージ指定"),
        why: Text(
            en: "The deploy action of CodePipeline fails: it finds no container of that name in the task definition.",
            ja: "タスク定義に該当する名前のコンテナがないため、CodePipeline のデプロイアクションが失敗します。"),
        remedy: Text(
            en: "Write the container's name as the task definition has it into `imagedefinitions.json`.",
            ja: "`imagedefinitions.json` に、タスク定義と同じコンテナ名を書いてください。"),
        message: Text(
            en: "no task definition has a container `{container}`", ja: "コンテナ `{container}` がどのタスク定義にもありません"),
        links: ["https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html"],
        fails: [
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker push example.com/web:1.2.3
                  - printf '[{"name":"⟦app⟧","imageUri":"%s"}]' example.com/web:1.2.3 > imagedefinitions.json
            artifacts: {files: [imagedefinitions.json]}
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "example.com/web:1.2.2"}]}
            """,
            """
            === imagedefinitions.json
            [{"name": ⟦"app"⟧, "imageUri": "example.com/web:1.2.3"}]
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "example.com/web:1.2.2"}]}
            """,
        ],
        passes: [
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - printf '[{"name":"web","imageUri":"%s"}]' example.com/web:1.2.3 > imagedefinitions.json
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "example.com/web:1.2.2"}]}
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - printf '[{"name":"%s","imageUri":"%s"}]' $CONTAINER example.com/web:1.2.3 > imagedefinitions.json
                  - echo "[{\\"name\\":\\"$CONTAINER\\",\\"imageUri\\":\\"x\\"}]" > imagedefinitions.json
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "example.com/web:1.2.2"}]}
            """,
            // Its task definition is elsewhere.
            """
            === imagedefinitions.json
            [{"name": "app", "imageUri": "example.com/web:1.2.3"}]
            """,
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        guard let containers = TaskContainers(all.system) else { return }
        for file in all.imageFiles where file.kind == .definitions {
            for entry in file.entries {
                guard case .known(let text, let place) = entry.container, let name = text.known,
                    containers.named(name).isEmpty
                else { continue }
                report.fault(at: place.span, ["container": name], related: containers.related)
            }
        }
        var told: Set<String> = []
        for pipeline in all.pipelines {
            for step in pipeline.jobs.flatMap(\.steps) {
                guard case .script(let script) = step.work, script.text.has("imagedefinitions") else { continue }
                for (name, range) in Self.names(in: script)
                where containers.named(name).isEmpty {
                    let span = script.place(range).span
                    guard told.insert("\(span.path):\(span.bytes.lowerBound)").inserted else { continue }
                    report.fault(at: span, ["container": name], related: containers.related)
                }
            }
        }
    }

    /// The names that commands write into the file, `{"name":"web", …}`, with their places in the script.
    private static func names(in script: PipelineScript) -> [(String, Range<Int>)] {
        let bytes = Array(script.text.utf8)
        var found: [(String, Range<Int>)] = []
        for command in script.shell.commands {
            guard command.redirections.contains(where: { $0.target.text.has("imagedefinitions") }) else {
                continue
            }
            var position = command.range.lowerBound
            while let key = next("name", in: bytes, from: position, to: command.range.upperBound) {
                position = key + 4
                guard let value = value(in: bytes, from: position, to: command.range.upperBound) else { continue }
                position = value.upperBound
                let text = String(decoding: bytes[value], as: UTF8.self)
                if text.utf8.allSatisfy(isNameByte), !text.isEmpty { found.append((text, value)) }
            }
        }
        return found
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D || byte == 0x5F
    }

    /// The next `"name"`, however its marks are escaped.
    private static func next(_ key: String, in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
        let wanted = Array(key.utf8)
        var position = start
        while position + wanted.count < min(end, bytes.count) {
            if bytes[position...].starts(with: wanted), position > 0, bytes[position - 1] == UInt8(ascii: "\"") {
                return position
            }
            position += 1
        }
        return nil
    }

    /// What stands between the next pair of marks behind a colon.
    private static func value(in bytes: [UInt8], from start: Int, to end: Int) -> Range<Int>? {
        let end = min(end, bytes.count)
        guard start < end, let colon = bytes[start..<end].firstIndex(of: UInt8(ascii: ":")), colon - start < 8,
            let open = bytes[colon..<end].firstIndex(of: UInt8(ascii: "\"")), open - colon < 8
        else { return nil }
        var close = open + 1
        while close < end, bytes[close] != UInt8(ascii: "\""), bytes[close] != UInt8(ascii: "\\") { close += 1 }
        return close < end ? open + 1..<close : nil
    }
}
