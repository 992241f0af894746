import Basics
import DockerfileSyntax
import RuleKit

struct UnstableSyntaxImage: Rule {
    static let about = About(
        id: "DF129", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Experimental or old Dockerfile frontend", ja: "実験版または旧版の Dockerfile フロントエンド"),
        why: Text(
            en: """
                The frontend named by `# syntax` lacks years of fixes, and the experimental ones are no longer \
                built.
                """,
            ja: "`# syntax` で指定したフロントエンドには長年の修正が含まれておらず、実験版はもう更新されていません。"),
        remedy: Text(
            en: "Name `docker/dockerfile:1`, which follows the stable releases.",
            ja: "安定版に追従する `docker/dockerfile:1` を指定してください。"),
        message: Text(en: "`{image}` is an outdated frontend", ja: "`{image}` は古いフロントエンドです"),
        links: ["https://docs.docker.com/build/buildkit/frontend/"],
        fails: [
            """
            # syntax=⟦docker/dockerfile:experimental⟧
            FROM debian:12
            """,
            """
            # syntax=⟦docker/dockerfile:1.0-experimental⟧
            FROM debian:12
            """,
            """
            # syntax=⟦docker/dockerfile-upstream:master-experimental⟧
            FROM debian:12
            """,
            """
            # syntax=⟦docker/dockerfile:1.2⟧
            FROM debian:12
            """,
        ],
        passes: [
            """
            # syntax=docker/dockerfile:1
            FROM debian:12
            """,
            """
            # syntax=docker/dockerfile:1.17
            FROM debian:12
            """,
            """
            # syntax=docker/dockerfile:1-labs
            FROM debian:12
            """,
            """
            # syntax=example.com/frontend:experimental
            FROM debian:12
            """,
        ],
        fixes: [
            (
                """
                # syntax=docker/dockerfile:experimental
                FROM debian:12
                """,
                """
                # syntax=docker/dockerfile:1
                FROM debian:12
                """
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let directive = file.directive("syntax") else { return }
        let image = ImageReference(String(directive.value.prefix { $0 != " " }))
        guard image.registry == "docker.io", image.repository.hasPrefix("docker/dockerfile") else { return }
        let tag = image.tag ?? "latest"
        // 1.4 brought here-documents, in 2022.
        let isOld = ["1.0", "1.1", "1.2", "1.3"].contains {
            tag == $0 || tag.hasPrefix($0 + ".") || tag.hasPrefix($0 + "-")
        }
        guard tag.hasSuffix("experimental") || isOld else { return }
        report.fault(
            at: directive.valueRange, ["image": directive.value], fix: .ask(directive.valueRange, "docker/dockerfile:1")
        )
    }
}
