import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct RefusedIgnorePattern: Rule {
    static let about = About(
        id: "CX110", since: "0.1", severity: .high,
        title: Text(en: "Pattern that Docker refuses", ja: "Docker が受け付けないパターン"),
        why: Text(
            en: "The builder reads the ignore file first and stops the build at a pattern that it cannot parse.",
            ja: "ビルダーは最初に ignore ファイルを読み、解釈できないパターンがあるとビルドを中止します。"),
        remedy: Text(
            en: "Close the bracket, escape the character with a backslash, or take the line out.",
            ja: "角括弧を閉じるか、文字をバックスラッシュでエスケープするか、その行を削除してください。"),
        message: Text(en: "`{pattern}` is no valid pattern", ja: "`{pattern}` は有効なパターンではありません"),
        links: ["https://docs.docker.com/build/concepts/context/#syntax"],
        answers: ["PERF_01.dockerignore", "COST_04.dockerignore"],
        fails: [
            "=== Dockerfile\nFROM nginx:1.29\nCOPY . /x\n=== .dockerignore\nlogs\n⟦data[0-9⟧",
            "=== Dockerfile\nFROM nginx:1.29\nCOPY . /x\n=== .dockerignore\n*\n⟦!⟧",
        ],
        passes: ["=== Dockerfile\nFROM nginx:1.29\nCOPY . /x\n=== .dockerignore\n# [\ndata[0-9]\n!data1"]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        for problem in workload.context?.ignoreFile?.problems ?? [] {
            switch problem.kind {
            case .badPattern, .loneException: report.fault(at: problem.span, ["pattern": problem.text])
            case .longLine, .tooManyPatterns: break
            }
        }
    }
}
