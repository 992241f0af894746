import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct CopiedThenChowned: Rule {
    static let about = About(
        id: "DF506", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Owner or mode changed in a layer of its own", ja: "別レイヤーでの所有者・モードの変更"),
        why: Text(
            en: "Each file that `chown -R` or `chmod -R` touches is stored a second time.",
            ja: "`chown -R` や `chmod -R` の対象になったファイルは、レイヤーにもう一度丸ごと保存されます。"),
        remedy: Text(en: "Give `--chown` or `--chmod` to the COPY.", ja: "COPY に `--chown` または `--chmod` を指定してください。"),
        message: Text(
            en: "`{command}` stores the files copied to `{path}` a second time",
            ja: "`{command}` により、`{path}` にコピーしたファイルが二重に保存されます"),
        links: ["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
        answers: ["COST_04.same-layer"],
        fails: [
            """
            FROM debian:12
            COPY . /app
            RUN ⟦chown -R app:app /app⟧
            """,
            """
            FROM debian:12
            WORKDIR /srv
            COPY --from=build /out .
            RUN useradd app && ⟦chown -R app .⟧
            """,
            """
            FROM debian:12
            COPY bin/ /opt/app/bin/
            RUN ⟦chmod -R 755 /opt/app⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            COPY --chown=app:app . /app
            """,
            """
            FROM debian:12
            RUN mkdir /data && chown -R app /data
            COPY . /app
            """,
            """
            FROM debian:12
            COPY run.sh /
            RUN chmod +x /run.sh
            """,
            """
            FROM debian:12
            RUN chown -R app /app
            COPY . /app
            """,
            """
            FROM debian:12 AS b
            COPY . /app
            RUN chown -R app /app
            FROM debian:12
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let last = file.lastStage else { return }
        for stage in file.lineage(of: last) {
            var folder = "/"
            var copied: [(path: String, index: Int)] = []
            for index in stage.instructions {
                let instruction = file.instructions[index]
                if instruction.keyword == .workdir { folder = join(folder, instruction.word?.value ?? "") }
                if let path = instruction.copy?.destination?.value { copied.append((join(folder, path), index)) }
                guard instruction.keyword == .run, let script = instruction.script, !copied.isEmpty else { continue }
                for command in script.shell.commands where command.program == "chown" || command.program == "chmod" {
                    guard command.hasOption("-R", "--recursive") else { continue }
                    let rest = command.options().positionals
                    for target in rest.dropFirst() {
                        guard let literal = target.literal else { continue }
                        let path = join(folder, literal)
                        let hits = copied.filter {
                            $0.path == path || $0.path.hasPrefix(path == "/" ? "/" : path + "/")
                        }
                        guard !hits.isEmpty, let name = command.program else { continue }
                        report.fault(at: script.sourceRange(command.range), ["command": name, "path": literal])
                        break
                    }
                }
            }
        }
    }

    /// An absolute path without a slash at its end.
    private func join(_ folder: String, _ path: String) -> String {
        var path = path == "." || path == "./" ? "" : path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        if !path.hasPrefix("/") { path = folder == "/" ? "/" + path : path.isEmpty ? folder : folder + "/" + path }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}
