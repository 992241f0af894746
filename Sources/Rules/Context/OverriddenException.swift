import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct OverriddenException: Rule {
    static let about = About(
        id: "CX111", since: "0.1", severity: .medium,
        title: Text(en: "Exception overridden by a later pattern", ja: "後のパターンに打ち消された例外"),
        why: Text(
            en: "The last pattern that matches decides, so the file that the exception names is kept out all the same.",
            ja: "最後に一致したパターンが優先されるため、例外で指定したファイルも除外されたままになります。"),
        remedy: Text(
            en: "Move the exception behind the pattern.", ja: "例外をそのパターンの後ろに移動してください。"),
        message: Text(
            en: "`{exception}` has no effect: `{pattern}` behind it keeps the file out again",
            ja: "`{exception}` は無効です。後ろの `{pattern}` が再び除外します"),
        links: ["https://docs.docker.com/build/concepts/context/#negating-matches"],
        fails: [
            """
            === Dockerfile
            FROM nginx:1.29
            COPY . /x
            === .dockerignore
            ⟦!README.md⟧
            *.md
            === README.md
            x
            """
        ],
        passes: [
            """
            === Dockerfile
            FROM nginx:1.29
            COPY . /x
            === .dockerignore
            *.md
            !README.md
            === README.md
            x
            """,
            "=== Dockerfile\nFROM nginx:1.29\nCOPY . /x\n=== .dockerignore\n!README.md\n*.md",
        ],
        fixes: [
            (
                """
                === Dockerfile
                FROM nginx:1.29
                COPY . /x
                === .dockerignore
                !README.md
                *.md
                === README.md
                x
                """,
                """
                === Dockerfile
                FROM nginx:1.29
                COPY . /x
                === .dockerignore
                *.md
                !README.md
                === README.md
                x
                """
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard let context = workload.context, let file = context.ignoreFile else { return }
        let patterns = context.matcher.patterns
        for (index, exception) in patterns.enumerated() where exception.isException {
            let path = exception.text.hasPrefix("!") ? String(exception.text.dropFirst()) : exception.text
            guard let span = exception.span, !path.contains(where: { "*?[".contains($0) }),
                context.tree.exists(context.treePath(path)),
                let by = context.matcher.decide(path).by, by > index, patterns.indices.contains(by),
                !patterns[by].isException, let later = patterns[by].span
            else { continue }
            let line = file.source.lineRange(span.start.line)
            let target = file.source.lineRange(later.start.line)
            let starts = file.source.lineStarts
            let next = span.start.line < starts.count ? starts[span.start.line] : file.source.bytes.count
            let moved = "\n" + file.source.text(line)
            report.fault(
                at: span, ["exception": file.source.text(span.bytes), "pattern": patterns[by].text],
                fix: Fix(
                    .ask,
                    [
                        Edit(path: file.source.path, line.lowerBound..<next, ""),
                        Edit(path: file.source.path, target.upperBound..<target.upperBound, moved),
                    ]), related: [.init(later, Text(en: "this pattern decides", ja: "このパターンが優先されます"))])
        }
    }
}
