import Basics
import DockerfileSyntax
import ImageScan
import OCIImage
import RuleKit

struct StartProgramWritable: Rule {
    static let about = About(
        id: "IM113", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "The application can rewrite its own program", ja: "アプリケーションが自身のプログラムを書き換えられる"),
        why: Text(
            en: """
                Whoever breaks into the application can replace what it starts, and stays in after each restart of the \
                process in the same container.
                """,
            ja: """
                アプリケーションに侵入した攻撃者が起動対象を差し替えられるため、同じコンテナ内でプロセスを再起動しても\
                侵入された状態が続きます。
                """),
        remedy: Text(
            en: "Leave programs to root (`COPY` without `--chown`, mode 755) and give the user only folders of data.",
            ja: "プログラムの所有者は root のまま (`--chown` なしの `COPY`、モード 755) とし、ユーザーにはデータ用ディレクトリだけを与えてください。"),
        message: Text(
            en: """
                `/{file}` (layer {layer}), which the image starts, {how|owner=belongs to|group=may be written by the group of|\
                may be written by everyone, also by} its user `{user}`
                """,
            ja: """
                起動対象の `/{file}` (レイヤー {layer}) は{how|owner=実行ユーザーが所有しています|\
                group=実行ユーザーのグループが書き込めます|誰でも書き込めます} (実行ユーザー: `{user}`)
                """),
        proof: Text(
            en: "The user `{user}` cannot rewrite `/{file}`, which the image starts",
            ja: "ユーザー `{user}` は起動対象の `/{file}` を書き換えられません"),
        links: ["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
        answers: ["SEC_01.file-ownership"], onlyFaults: ["SEC_01.file-ownership"],
        fails: [
            """
            === Dockerfile
            FROM node:24-slim
            WORKDIR /app
            ⟦COPY --chown=node:node . .⟧
            USER node
            CMD ["node", "server.js"]
            === image
            BASE 1
            USER node
            WORKDIR /app
            CMD ["node", "server.js"]
            LAYER ADD rootfs.tar /
            0644 etc/passwd = root:x:0:0::/root:/bin/sh\\nnode:x:1000:1000::/home/node:/bin/sh
            0755 usr/local/bin/node
            STEP WORKDIR /app
            LAYER COPY --chown=node:node . . # buildkit
            0644 1000:1000 app/server.js
            STEP USER node
            STEP CMD ["node" "server.js"]
            """,
            """
            === image
            ⟦⟧USER 10001:0
            ENTRYPOINT ["/srv/api"]
            LAYER COPY api /srv/api
            0775 srv/api
            """,
        ],
        passes: [
            """
            === image
            USER 10001
            ENTRYPOINT ["/srv/api"]
            LAYER COPY api /srv/api
            0755 srv/api
            """,
            """
            === image
            USER root
            ENTRYPOINT ["/srv/api"]
            LAYER COPY api /srv/api
            0755 srv/api
            """,
        ],
        proves: [
            """
            === Dockerfile
            FROM scratch
            COPY api /api
            USER 10001
            ⟦ENTRYPOINT ["/api"]⟧
            === image
            USER 10001
            ENTRYPOINT ["/api"]
            LAYER COPY api /api # buildkit
            0755 api
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard subject.hasPrograms, let start = ImageStart(subject), case .runs(let program) = start.standing(),
            case .other(let id?, let user) = RunUser(subject.image.configuration, subject.image.accounts)
        else { return }
        let tree = subject.image.tree
        let group = Self.group(of: user, id, subject.image.accounts)
        for file in [program, start.script()].compactMap(\.self) {
            let record = tree.record(file)
            guard record.kind == .file else { continue }
            let how =
                if Int(record.user) == id { "owner" } else if record.mode & 0o002 != 0 {
                    "everyone"
                } else if record.mode & 0o020 != 0, Int(record.group) == group { "group" } else { "" }
            if how.isEmpty { continue }
            report.fault(
                at: subject.span(ofLayer: file.layer),
                ["file": tree.path(file), "layer": subject.told(file.layer), "how": how, "user": user])
            return
        }
        let shown = start.script() ?? program
        report.holds(at: subject.span(of: start.keyword), ["file": tree.path(shown), "user": user])
    }

    /// The group of `USER name:group`, else that of passwd; 0 for a number that passwd does not know. Nil where it is
    /// not known.
    private static func group(of written: String, _ id: Int, _ accounts: Accounts) -> Int? {
        let parts = written.split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2 { return Int(parts[1]) ?? accounts.groups.first { $0.name == parts[1] }?.id }
        if let user = accounts.users.first(where: { $0.id == id }) { return user.group }
        return Int(parts.first ?? "") == nil ? nil : 0
    }
}
