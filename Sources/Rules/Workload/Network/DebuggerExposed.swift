import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct DebuggerExposed: Rule {
    static let about = About(
        id: "WL604", since: "0.1", severity: .high,
        title: Text(en: "Debugger open to the network", ja: "デバッガーがネットワークに公開されている"),
        why: Text(
            en: "Whoever reaches the port runs code of their choice in the application, with its task role.",
            ja: "このポートに接続できれば、アプリケーション内で任意のコードをタスクロールの権限で実行できます。"),
        remedy: Text(
            en: "Take the option out of the image; switch a debugger on by hand, on 127.0.0.1, through ECS Exec.",
            ja: "イメージからこのオプションを削除してください。必要なときだけ、ECS Exec 経由で 127.0.0.1 に限って有効にします。"),
        message: Text(en: "`{option}` opens a debugger", ja: "`{option}` でデバッガーが公開されます"),
        links: [
            "https://nodejs.org/en/learn/getting-started/debugging",
            "https://flask.palletsprojects.com/en/stable/debugging/",
        ],
        answers: ["SEC_04.no-debug-tools"],
        fails: [
            "FROM node:22\nCMD [\"node\", ⟦\"--inspect=0.0.0.0:9229\"⟧, \"server.js\"]",
            "FROM eclipse-temurin:21\nENV JAVA_TOOL_OPTIONS=⟦-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005⟧\nCMD [\"java\", \"-jar\", \"a.jar\"]",
            "FROM python:3.13\nENV FLASK_DEBUG=⟦1⟧\nCMD [\"flask\", \"run\", \"--host\", \"0.0.0.0\"]",
        ],
        passes: [
            "FROM node:22\nCMD [\"node\", \"--inspect\", \"server.js\"]",
            "FROM node:22\nENV NODE_OPTIONS=--inspect=127.0.0.1:9229\nCMD [\"node\", \"server.js\"]",
            "FROM eclipse-temurin:21\nCMD [\"java\", \"-agentlib:jdwp=transport=dt_socket,server=y,address=localhost:5005\", \"-jar\", \"a.jar\"]",
            "FROM python:3.13\nENV FLASK_DEBUG=0\nCMD [\"flask\", \"run\"]",
            "FROM python:3.13\nENV FLASK_DEBUG=1\nCMD [\"gunicorn\", \"app:app\"]",
            "=== Dockerfile.dev\nFROM node:22\nCMD [\"node\", \"--inspect=0.0.0.0\", \"server.js\"]",
        ],
        fixes: [
            (
                "FROM node:22\nCMD [\"node\", \"--inspect=0.0.0.0:9229\", \"server.js\"]",
                "FROM node:22\nCMD [\"node\", \"server.js\"]"
            ),
            (
                "FROM node:22\nENV A=1 NODE_OPTIONS=--inspect=0.0.0.0\nCMD [\"node\", \"server.js\"]",
                "FROM node:22\nENV A=1\nCMD [\"node\", \"server.js\"]"
            ),
            (
                "FROM python:3.13\nENV FLASK_DEBUG=1\nCMD [\"flask\", \"run\", \"--host\", \"0.0.0.0\"]",
                "FROM python:3.13\nENV FLASK_DEBUG=0\nCMD [\"flask\", \"run\", \"--host\", \"0.0.0.0\"]"
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS else { return }
        let program = workload.finalProgram
        if let program, program.words.count == program.spans.count {
            for (index, word) in program.words.enumerated() where Self.opens(word) {
                let edit = word == program.words.first ? nil : StartWords(program, workload)?.removing(index)
                return report.fault(at: program.spans[index], ["option": word], fix: edit.map { Fix(.ask, [$0]) })
            }
            if let index = program.words.firstIndex(of: "--listen"), program.words.contains("debugpy"),
                index + 1 < program.words.count, program.words[index + 1].hasPrefix("0.0.0.0")
            {
                return report.fault(at: program.spans[index + 1], ["option": program.words[index + 1]])
            }
        }
        for variable in EnvironmentValue.all(workload) {
            let words = variable.value.split(separator: " ").map(String.init)
            if let word = words.first(where: Self.opens) {
                let edits =
                    words.count > 1
                    ? nil
                    : EnvironmentEdits.removal(
                        of: variable.name, from: workload.dockerfile,
                        at: workload.config?.environment[variable.name]?.instruction)
                return report.fault(at: variable.place, ["option": word], fix: edits.map { Fix(.ask, $0) })
            }
            let isFlask = program?.words.contains { $0 == "flask" || $0.hasSuffix("/flask") } == true
            let isOn =
                variable.name == "FLASK_DEBUG" && ["1", "true"].contains(variable.value.lowercased())
                || variable.name == "FLASK_ENV" && variable.value == "development"
            if isOn, isFlask {
                return report.fault(
                    at: variable.place, ["option": variable.name],
                    fix: .ask(variable.place, variable.name == "FLASK_ENV" ? "production" : "0"))
            }
        }
    }

    /// An option that listens on every address.
    private static func opens(_ word: String) -> Bool {
        if word.hasPrefix("--inspect") {
            guard let equals = word.firstIndex(of: "=") else { return false }
            let address = word[word.index(after: equals)...]
            return address.hasPrefix("0.0.0.0") || address.hasPrefix("[::]") || address.hasPrefix("::")
        }
        guard word.contains("jdwp"), word.contains("server=y") else { return false }
        guard let range = word.firstRange(of: "address=") else { return false }
        let address = word[range.upperBound...]
        return address.hasPrefix("*:") || address.hasPrefix("0.0.0.0:")
    }
}
