import Basics
import DockerfileSyntax
import RuleKit

struct UndefinedVariable: Rule {
    static let about = About(
        id: "DF125", since: "0.1", severity: .medium,
        title: Text(en: "Variable that nothing sets", ja: "どこにも設定されていない変数"),
        why: Text(
            en: "An unset variable is empty: paths and versions lose a part without a word.",
            ja: "未設定の変数は空文字になるため、パスやバージョンの一部がエラーなく欠落します。"),
        remedy: Text(
            en: "Correct the name, or name the ARG again in the stage that uses it.",
            ja: "名前を直すか、使用するステージの中で ARG を宣言し直してください。"),
        message: Text(en: "`{name}` is not set in this stage", ja: "このステージでは `{name}` が設定されていません"),
        links: ["https://docs.docker.com/reference/build-checks/undefined-var/"],
        aliases: ["UndefinedVar"],
        differs: Text(
            en: """
                BuildKit knows the base image; without it a variable that the base may set is left alone. RUN \
                is looked at as well.
                """,
            ja: "BuildKit はベースイメージの内容を知っていますが、Plimsoll はベースが設定しうる変数を指摘しません。その代わり RUN の中も調べます。"),
        yieldsTo: ["DF127", "DF126"],
        fails: [
            """
            FROM scratch
            COPY app ⟦$TARGET⟧/app
            """,
            """
            ARG VERSION=1.2
            FROM debian:12
            WORKDIR /opt/⟦$VERSION⟧
            """,
            """
            ARG VERSION=1.2
            FROM debian:12
            RUN curl -O https://example.com/⟦${VERSION}⟧.tgz
            """,
            """
            FROM debian:12
            ARG VERSION=1
            ENV DIR=/opt/⟦$VERSOIN⟧
            """,
            """
            FROM golang:1.26
            ENV GOARCH=⟦$TARGETARCH⟧
            """,
        ],
        passes: [
            """
            ARG VERSION=1.2
            FROM debian:12
            ARG VERSION
            RUN echo $VERSION
            """,
            """
            FROM debian:12
            WORKDIR $HOME/app
            """,
            """
            ARG NODE_VERSION=24
            FROM node:$NODE_VERSION
            RUN echo $NODE_VERSION
            """,
            """
            FROM scratch
            COPY app ${TARGET:-/opt}/app
            """,
            """
            ARG VERSION=1
            FROM debian:12
            RUN . /etc/os-release && echo $VERSION
            """,
            """
            ARG VERSION=1
            FROM debian:12
            RUN VERSION=2; echo $VERSION
            """,
            """
            ARG VERSION=1
            FROM debian:12 AS a
            ARG VERSION
            FROM a
            RUN echo $VERSION
            """,
            """
            FROM debian:12
            ENV PATH=/opt/bin:$PATH
            """,
            """
            FROM debian:12
            ARG V1=a
            ENV X=$V2
            """,
            """
            FROM scratch
            ARG TARGETARCH
            COPY bin/$TARGETARCH /app
            """,
            """
            ARG A=1
            FROM debian:12
            RUN for A in 1 2; do echo $A; done
            """,
            """
            ARG A=1
            FROM debian:12
            RUN : ${A:=2}; echo $A
            """,
        ],
        fixes: [
            (
                "ARG VERSION=1.2\nFROM debian:12\nWORKDIR /opt/$VERSION",
                "ARG VERSION=1.2\nFROM debian:12\nARG VERSION\nWORKDIR /opt/$VERSION"
            ),
            (
                "ARG VERSION=1.2\nFROM debian:12\nRUN curl -O https://example.com/${VERSION}.tgz",
                "ARG VERSION=1.2\nFROM debian:12\nARG VERSION\nRUN curl -O https://example.com/${VERSION}.tgz"
            ),
            (
                "FROM debian:12\nARG VERSION=1\nENV DIR=/opt/${VERSOIN}",
                "FROM debian:12\nARG VERSION=1\nENV DIR=/opt/${VERSION}"
            ),
            (
                "FROM golang:1.26\nENV GOARCH=$TARGETARCH",
                "FROM golang:1.26\nARG TARGETARCH\nENV GOARCH=$TARGETARCH"
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for use in file.undefinedVariables where isSure(use, file) {
            report.fault(
                at: use.range, ["name": use.name], fix: fix(use, file), related: note(use.near, use.range, file))
        }
        let before = file.stages.first?.from ?? 0
        let global = Set(file.instructions[..<before].flatMap(\.pairs).map(\.key.shown))
        guard !global.isEmpty else { return }
        for stage in file.stages {
            let declared = file.declarations(of: stage)
            for use in VariableUse.all(in: file, stage) where global.contains(use.name) {
                if let first = declared[use.name], first < use.instruction { continue }
                if mayBeOfBase(use.name, file.root(of: stage)) { continue }
                report.fault(
                    at: use.range, ["name": use.name],
                    fix: Fix(.ask, [file.inserting("ARG \(use.name)", after: stage.from)]))
            }
        }
    }

    private static let platform: Set<String> = [
        "TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "BUILDPLATFORM", "BUILDOS", "BUILDARCH",
        "BUILDVARIANT",
    ]

    /// Takes an argument over into the stage, or mends the name.
    private func fix(_ use: Dockerfile.UndefinedVariable, _ file: Dockerfile) -> Fix? {
        if use.isGlobalArgument || Self.platform.contains(use.name), let stage = file.stage(of: use.instruction) {
            return Fix(.ask, [file.inserting("ARG \(use.name)", after: stage.from)])
        }
        guard let near = use.near, let range = file.source.range(of: use.name, in: use.range),
            near.utf8.count > 3, EditDistance.between(near, use.name) <= 2
        else { return nil }
        return .ask(range, near)
    }

    private func isSure(_ use: Dockerfile.UndefinedVariable, _ file: Dockerfile) -> Bool {
        guard let stage = file.stage(of: use.instruction), file.instructions[use.instruction].keyword != .from else {
            return false
        }
        if !use.mayComeFromBase { return true }
        if mayBeOfBase(use.name, file.root(of: stage)) { return false }
        if use.isGlobalArgument { return true }
        // One slip of the pen from a name that is set; numbered names are meant to differ.
        guard let near = use.near, near.utf8.count > 3, EditDistance.between(near, use.name) == 1 else { return false }
        return near.filter { !$0.isNumber } != use.name.filter { !$0.isNumber }
    }

    /// Official images set `PYTHON_VERSION` and the like, which an ARG before FROM often shares.
    private func mayBeOfBase(_ name: String, _ base: Stage.Base) -> Bool {
        guard case .image(let image) = base else { return base == .unknown }
        let names = ["PATH", "HOME", "HOSTNAME", "USER", "LANG", "PWD", "SHELL", "JAVA_HOME"]
        if names.contains(name) { return true }
        guard let end = name.firstIndex(of: "_") else { return false }
        return image.repository.contains(name[..<end].lowercased())
    }

    private func note(_ near: String?, _ range: Range<Int>, _ file: Dockerfile) -> [Finding.Related] {
        guard let near else { return [] }
        let text = Text(en: "did you mean `\(near)`?", ja: "`\(near)` の誤りではありませんか")
        return [.init(file.source.span(range), text)]
    }
}
