import Basics
import DockerfileSyntax
import RuleKit

struct UnnamedDescription: Rule {
    static let about = About(
        id: "DF130", since: "0.1", severity: .style, set: .style,
        title: Text(en: "Description that does not begin with the name", ja: "名前で始まらない説明コメント"),
        why: Text(
            en: "`docker build --call=outline` shows no description for it.",
            ja: "`docker build --call=outline` に説明が表示されません。"),
        remedy: Text(
            en: "Begin the comment with the name: `# NAME what it is for`.",
            ja: "コメントを `# NAME 説明` のように名前で始めてください。"),
        message: Text(
            en: "The comment does not begin with `{name}`, so it describes nothing",
            ja: "コメントが `{name}` で始まっていないため、説明として扱われません"),
        links: ["https://docs.docker.com/reference/build-checks/invalid-definition-description/"],
        aliases: ["InvalidDefinitionDescription"],
        fails: [
            """
            # the version to fetch
            ARG ⟦VERSION⟧=1
            FROM debian:12
            """,
            """
            # compiles
            FROM golang:1.26 AS ⟦build⟧
            """,
        ],
        passes: [
            """
            # VERSION to fetch
            ARG VERSION=1
            FROM debian:12
            """,
            """
            # a heading

            ARG VERSION=1
            FROM debian:12
            """,
            """
            # build compiles
            FROM golang:1.26 AS build
            """,
            """
            # x
            FROM debian:12
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        var byLine: [Int: Comment] = [:]
        for comment in file.comments where !comment.isInside {
            byLine[file.source.line(at: comment.range.lowerBound)] = comment
        }
        for (index, instruction) in file.instructions.enumerated() {
            let name: Word
            if instruction.keyword == .arg, instruction.pairs.count == 1, let pair = instruction.pairs.first {
                name = pair.key
            } else if instruction.keyword == .from, let stage = file.stage(of: index), let word = stage.name {
                name = word
            } else {
                continue
            }
            let line = file.source.line(at: instruction.range.lowerBound)
            var expected = line - 1
            var texts: [Substring] = []
            while let comment = byLine[expected] {
                expected -= 1
                texts.append(file.source.text(comment.range).drop { $0 == "#" || $0 == " " })
            }
            let isNamed = texts.contains { $0.split(separator: " ").first.map(String.init) == name.raw }
            if !texts.isEmpty, !isNamed { report.fault(at: name.range, ["name": name.raw]) }
        }
    }
}
