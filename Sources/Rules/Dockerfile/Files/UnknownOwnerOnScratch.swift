import Basics
import DockerfileSyntax
import RuleKit

struct UnknownOwnerOnScratch: Rule {
    static let about = About(
        id: "DF509", since: "0.1", severity: .high,
        title: Text(en: "Named owner on an image without users", ja: "ユーザーのないイメージでの名前による所有者指定"),
        why: Text(
            en: "`scratch` has no `/etc/passwd`: the builder cannot find the name and stops.",
            ja: "`scratch` には `/etc/passwd` がなく、ビルダーは名前を解決できずに停止します。"),
        remedy: Text(
            en: "Use numbers, or copy `/etc/passwd` and `/etc/group` from a stage first.",
            ja: "数値で指定するか、先に別のステージから `/etc/passwd` と `/etc/group` をコピーしてください。"),
        message: Text(en: "No file of this image knows `{owner}`", ja: "このイメージには `{owner}` を定義したファイルがありません"),
        links: ["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
        fails: [
            """
            FROM golang:1.26 AS build
            FROM scratch
            COPY ⟦--chown=app:app⟧ --from=build /app /app
            """
        ],
        passes: [
            """
            FROM scratch
            COPY --chown=1000:1000 app /app
            """,
            """
            FROM debian:12 AS build
            FROM scratch
            COPY --from=build /etc/passwd /etc/group /etc/
            COPY --chown=app app /app
            """,
            """
            FROM scratch
            ADD rootfs.tar.xz /
            COPY --chown=app a b
            """,
            """
            FROM debian:12
            COPY --chown=app a b
            """,
            """
            FROM scratch
            ARG U
            COPY --chown=$U a b
            """,
            """
            FROM scratch
            COPY . /
            COPY --chown=app a b
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages where stage.base == .scratch {
            for index in stage.instructions {
                guard let copy = file.instructions[index].copy else { continue }
                if let flag = copy.chown, let value = flag.value, !value.contains("$") {
                    let spec = UserSpec(value)
                    let hasName =
                        !spec.user.isEmpty && !spec.isNumeric || spec.group.map { UserSpec($0) }?.isNumeric == false
                    if hasName { report.fault(at: flag.range, ["owner": value]) }
                }
                // From here on the image may hold the files that name users.
                let target = copy.destination?.value ?? "/"
                if target.hasPrefix("/etc") || target == "/" || target == "." || target == "./" { break }
            }
        }
    }
}
