import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct SecretLeftInLayer: Rule {
    static let about = About(
        id: "DF710", since: "0.1", severity: .high,
        title: Text(en: "A secret is written into the layer", ja: "シークレットがレイヤーに書き込まれる"),
        why: Text(
            en: """
                However safely the secret reached this `RUN`, the file that it is written to becomes part of the image \
                and of every copy of it.
                """,
            ja: """
                シークレットがどれほど安全にこの `RUN` に渡されても、書き込まれたファイルはイメージとそのすべてのコピーに\
                含まれます。
                """),
        remedy: Text(
            en: """
                Mount the whole file, `RUN --mount=type=secret,id=npmrc,target=/root/.npmrc …`, or remove it in the \
                same `RUN`.
                """,
            ja: """
                `RUN --mount=type=secret,id=npmrc,target=/root/.npmrc …` のようにファイルごとマウントするか、\
                同じ `RUN` の中で削除してください。
                """),
        message: Text(en: "`{command}` leaves a secret in `{path}`", ja: "`{command}` により `{path}` にシークレットが残ります"),
        links: ["https://docs.docker.com/build/building/secrets/"],
        aliases: ["CIS-DI-0010"],
        answers: ["SEC_05.no-secrets-in-build", "12F_03.no-secrets"],
        yieldsTo: ["DF701", "DF709"],
        fails: [
            """
            FROM node:22
            RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN \\
                ⟦echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > .npmrc⟧ && npm ci
            """,
            "FROM node:22\nARG NPM_TOKEN\nRUN ⟦npm config set //registry.npmjs.org/:_authToken $NPM_TOKEN⟧ && npm ci",
            "FROM debian:13\nARG GH_TOKEN\nRUN ⟦git clone https://$GH_TOKEN@github.com/a/b.git /src⟧",
            "FROM debian:13\nRUN --mount=type=secret,id=env ⟦cp /run/secrets/env /app/.env⟧",
            """
            FROM debian:13
            RUN --mount=type=secret,id=gh,env=GH_TOKEN ⟦git config --global url."https://x:$GH_TOKEN@github.com/".insteadOf https://github.com/⟧
            """,
            """
            FROM debian:13
            ARG PASSWORD
            RUN ⟦cat <<EOF > /root/.netrc⟧
            machine example.com login ci password $PASSWORD
            EOF
            """,
            "FROM debian:13\nARG API_TOKEN\nCOPY ⟦<<EOF⟧ /etc/app.conf\ntoken = $API_TOKEN\nEOF",
        ],
        passes: [
            """
            FROM node:22
            RUN --mount=type=secret,id=T,env=NPM_TOKEN \\
                echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > .npmrc && npm ci && rm -f .npmrc
            """,
            "FROM node:22\nRUN echo '//registry.npmjs.org/:_authToken=${NPM_TOKEN}' > .npmrc",
            "FROM debian:13\nRUN --mount=type=secret,id=T,env=GH_TOKEN git clone https://$GH_TOKEN@github.com/a/b /s && rm -rf /s/.git",
            "FROM debian:13 AS b\nARG GH_TOKEN\nRUN git clone https://$GH_TOKEN@github.com/a/b /s\nFROM scratch\nCOPY --from=b /s/a /a",
            "FROM debian:13\nRUN --mount=type=secret,id=T TOKEN=$(cat /run/secrets/T) make > /dev/null",
            "FROM debian:13\nRUN --mount=type=secret,id=T,env=GH_TOKEN git config --global http.extraHeader \"X: $GH_TOKEN\" && make && git config --global --unset http.extraHeader",
            "FROM debian:13\nRUN --mount=type=tmpfs,target=/tmp/s --mount=type=secret,id=k cp /run/secrets/k /tmp/s/k",
            "FROM debian:13\nRUN git clone https://github.com/a/b.git /src",
            "FROM debian:13\nRUN --mount=type=secret,id=ca cp /run/secrets/ca /usr/local/share/ca-certificates/ca.crt",
            "FROM debian:13\nARG API_TOKEN\nCOPY <<'EOF' /run.sh\necho $API_TOKEN\nEOF",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let last = file.lastStage else { return }
        for stage in file.lineage(of: last) {
            copies(stage, file, &report)
            for run in ShellRuns.of(stage, in: file) where run.commands.count <= ShellRuns.commandLimit {
                let mounts = run.instruction.mounts.compactMap(\.target)
                for command in run.commands {
                    guard let path = SecretSink.path(of: command, in: run.script.shell),
                        !SecretSink.isUndone(path, after: command, in: run),
                        !mounts.contains(where: { LayerPath.covers($0, path) })
                    else { continue }
                    report.fault(at: run.place(command.range), ["command": command.program ?? "…", "path": path])
                }
            }
        }
    }

    /// Files written by `COPY <<EOF` with a secret in them.
    private func copies(_ stage: Stage, _ file: Dockerfile, _ report: inout Report) {
        for index in stage.instructions {
            let instruction = file.instructions[index]
            guard instruction.keyword == .copy || instruction.keyword == .add else { continue }
            for heredoc in instruction.heredocs where heredoc.expands {
                guard SecretText.variables(in: file.source.text(heredoc.content)).contains(where: SecretName.matches)
                else { continue }
                report.fault(
                    at: heredoc.marker,
                    ["command": instruction.keyword.rawValue, "path": instruction.words.last?.shown ?? ""])
            }
        }
    }
}
