import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct WholeCommandInOneWord: Rule {
    static let about = About(
        id: "WL115", since: "0.1", severity: .high,
        title: Text(en: "A whole command as one word", ja: "コマンド全体が 1 語になっている"),
        why: Text(
            en:
                "The first string of the array is the file to start: no file has such a name, and the container does not start.",
            ja: "配列の最初の文字列は起動するファイル名です。この名前のファイルはないため、コンテナは起動しません。"),
        remedy: Text(en: "Write each word as a string of its own.", ja: "語ごとに別の文字列として書いてください。"),
        message: Text(en: "`{word}` is taken for the name of one file", ja: "`{word}` が 1 つのファイル名として扱われます"),
        links: ["https://docs.docker.com/reference/dockerfile/#exec-form"],
        answers: ["COST_05.sigterm"],
        fails: [
            "FROM node:22\nCMD [⟦\"npm start\"⟧]", "FROM debian:12\nENTRYPOINT [⟦\"java -jar /app.jar\"⟧]",
        ],
        passes: [
            "FROM node:22\nCMD [\"node\", \"server.js\"]", "FROM node:22\nCMD [\"sh\", \"-c\", \"npm start\"]",
            "FROM debian:12\nENTRYPOINT [\"sh\", \"-c\"]\nCMD [\"npm start\"]",
            "FROM company/base:1\nCMD [\"npm start\"]",
            "FROM debian:12\nENTRYPOINT [\"/srv/My App/run\"]",
        ],
        fixes: [("FROM node:22\nCMD [\"npm start\"]", "FROM node:22\nCMD [\"npm\", \"start\"]")]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard let config = workload.config, workload.role != .buildOnly, workload.knownBase?.family != .windows else {
            return
        }
        let line = CommandLine(config)
        // An entrypoint of the base image may read its first argument as a script.
        guard let first = line.words.first?.word, line.shellArguments == nil,
            !line.mayHaveBaseEntrypoint
                || KnownStart.of(config.base).map({ $0.entrypoint.isEmpty || $0.handsOver }) == true
        else { return }
        let words = first.raw.split(separator: " ").map(String.init)
        guard words.count > 1, let program = words.first, !program.contains("/") || words[1].hasPrefix("-") else {
            return
        }
        let plain = first.raw.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x20, 0x2D, 0x2E, 0x2F, 0x3A, 0x3D, 0x5F, 0x2C, 0x40].contains(byte)
        }
        let text = words.map(ExecForm.quoted).joined(separator: ", ")
        report.fault(at: first.range, ["word": first.raw], fix: plain ? .safe(first.range, text) : nil)
    }
}
