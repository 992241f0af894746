import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct SourcesInFinalStage: Rule {
    static let about = About(
        id: "DF507", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Sources shipped with a compiled program", ja: "コンパイル済みプログラムへのソースの同梱"),
        why: Text(
            en: """
                The image carries the whole build context beside the program: more to pull, more to scan, and \
                your sources for whoever gets the image.
                """,
            ja: "プログラムに加えてビルドコンテキスト全体がイメージに入ります。取得やスキャンの対象が増え、イメージを入手した人にソースが渡ります。"),
        remedy: Text(
            en: "Copy only the program and its run-time files from the build stage.",
            ja: "ビルドステージから、プログラムと実行に必要なファイルだけをコピーしてください。"),
        message: Text(
            en: "The last stage copies `{source}` although `{stage}` compiles it",
            ja: "`{stage}` でコンパイルしているのに、最終ステージが `{source}` をコピーしています"),
        links: ["https://docs.docker.com/build/building/multi-stage/"],
        answers: ["COST_03.no-leftovers"],
        fails: [
            """
            FROM golang:1.26 AS build
            COPY . .
            RUN go build -o /app .
            FROM debian:12
            COPY ⟦.⟧ /src
            COPY --from=build /app /app
            """
        ],
        passes: [
            """
            FROM golang:1.26 AS build
            COPY . .
            RUN go build -o /app .
            FROM debian:12
            COPY --from=build /app /app
            """,
            """
            FROM node:24 AS assets
            RUN npm run build
            FROM node:24
            COPY . .
            COPY --from=assets /dist /dist
            """,
            """
            FROM gcc:14 AS ext
            RUN make
            FROM python:3.13
            COPY . .
            COPY --from=ext /ext.so .
            """,
            """
            FROM golang:1.26
            COPY . .
            RUN go build
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let last = file.lastStage, last.index > 0 else { return }
        if case .image(let image) = file.root(of: last), Self.interpreters.contains(image.lastName) { return }
        let copies = last.instructions.compactMap { file.instructions[$0].copy }
        let compiled = copies.compactMap(\.from?.value).first { name in
            guard let stage = file.stage(named: name) else { return false }
            return file.inherited(stage).contains { instruction in
                instruction.script?.shell.commands.contains { Self.compilers.contains($0.program ?? "") } == true
            }
        }
        guard let compiled else { return }
        for copy in copies where copy.from == nil {
            for source in copy.sources where source.kind == .path && [".", "./"].contains(source.word.value ?? "") {
                report.fault(at: source.word.range, ["source": source.word.raw, "stage": compiled])
            }
        }
    }

    /// What turns sources into a program that no longer needs them.
    private static let compilers: Set<String> = [
        "go", "cargo", "mvn", "mvnw", "gradle", "gradlew", "dotnet", "javac", "sbt", "swift", "rustc", "stack", "cabal",
    ]
    private static let interpreters: Set<String> = [
        "node", "python", "ruby", "php", "perl", "elixir", "erlang", "deno", "bun",
    ]
}
