import Basics
import ECSModel
import RuleKit
import Workload

struct HeapAboveMemory: Rule {
    static let about = About(
        id: "TD703", since: "0.1", severity: .high,
        title: Text(en: "Heap larger than the memory there is", ja: "メモリ上限を超えるヒープサイズ"),
        why: Text(
            en: """
                The runtime sees no reason to collect garbage before its heap is full; the container is killed for its \
                memory first (exit code 137), under load and without a message of the application.
                """,
            ja: """
                ヒープがいっぱいになるまでガベージコレクションが追いつかず、その前にコンテナがメモリ不足で強制終了されます \
                (終了コード 137)。負荷がかかったときに起き、アプリケーションのログには何も残りません。
                """),
        remedy: Text(
            en: "Keep the heap at about 75 percent of the container's memory (`-XX:MaxRAMPercentage=75`).",
            ja: "ヒープはコンテナのメモリの 75% 程度にしてください (`-XX:MaxRAMPercentage=75` など)。"),
        message: Text(
            en: "`{flag}` allows {heap} MiB, the container has {memory} MiB",
            ja: "`{flag}` は {heap} MiB まで許可しますが、コンテナのメモリは {memory} MiB です"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
            "https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html",
            "https://nodejs.org/api/cli.html",
        ],
        answers: ["REL_01.hard-limit"],
        fails: [
            """
            {"family": "web", "cpu": "512", "memory": "1024", "containerDefinitions": [{"name": "web", "image": "web:1",
              "environment": [{"name": "JAVA_TOOL_OPTIONS", "value": ⟦"-Xms256m -Xmx2g"⟧}]}]}
            """,
            """
            === Dockerfile
            FROM node:22
            ⟦ENV NODE_OPTIONS=--max-old-space-size=4096⟧
            CMD ["node", "server.js"]
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "<IMAGE1_NAME>", "memory": 2048}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Memory: 2048
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Memory: 512, Command: [java, ⟦-Xmx512m⟧, -jar, app.jar]}
            """,
        ],
        passes: [
            #"{"family": "web", "memory": "4096", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "JAVA_TOOL_OPTIONS", "value": "-Xmx2g"}]}]}"#,
            #"{"family": "web", "memory": "${M}", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "JAVA_TOOL_OPTIONS", "value": "-Xmx2g"}]}]}"#,
            #"{"family": "web", "memory": "1024", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "JAVA_TOOL_OPTIONS", "value": "-XX:MaxRAMPercentage=75"}]}]}"#,
            // The definition's variable takes the place of the image's.
            "=== Dockerfile\nFROM node:22\nENV NODE_OPTIONS=--max-old-space-size=4096\nCMD [\"node\", \"a.js\"]\n=== taskdef.json\n{\"family\": \"web\", \"containerDefinitions\": [{\"name\": \"web\", \"image\": \"<IMAGE1_NAME>\", \"memory\": 2048, \"environment\": [{\"name\": \"NODE_OPTIONS\", \"value\": \"--max-old-space-size=1500\"}]}]}\n",
        ]
    )

    private static let variables = ["JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "NODE_OPTIONS"]

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            guard let limit = limit(container.definition, task.definition) else { continue }
            var told = container.startWords
            for name in Self.variables {
                guard let variable = container.variable(name) else { continue }
                told += variable.text.split(whereSeparator: \.isWhitespace).map {
                    Told(text: String($0), place: variable.place)
                }
            }
            // The last of them counts.
            guard
                let (word, heap) = told.reversed().lazy.compactMap({ word in Self.heap(word.text).map { (word, $0) } })
                    .first, heap >= limit.memory
            else { continue }
            report.fault(
                at: word.place, ["flag": word.text, "heap": "\(heap)", "memory": "\(limit.memory)"],
                related: [Finding.Related(limit.place.span, Text(en: "the memory there is", ja: "メモリの上限"))])
        }
    }

    private func limit(_ container: ContainerDefinition, _ task: TaskDefinition) -> (memory: Int, place: Place)? {
        switch container.memory {
        case .known(let memory, let place): return (memory, place)
        case .unknown, .wrong: return nil
        case .absent: break
        }
        guard case .known(let memory, let place) = task.memoryMiB else { return nil }
        return (memory, place)
    }

    /// MiB of `-Xmx2g` and `--max-old-space-size=4096`.
    private static func heap(_ word: String) -> Int? {
        if word.hasPrefix("-Xmx") {
            return LogConfiguration.bytes(String(word.dropFirst(4))).map { $0 >> 20 }
        }
        for name in ["--max-old-space-size=", "--max_old_space_size="] where word.hasPrefix(name) {
            return Int(word.dropFirst(name.count))
        }
        return nil
    }
}
