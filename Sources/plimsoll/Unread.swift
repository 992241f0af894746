import Basics
import DockerfileSyntax

/// What of a Dockerfile no rule could look at.
enum Unread {
    /// Problems after which a part of the file is not understood; others are findings and nothing more.
    private static let blinding: Set<SyntaxProblem.Code> = [
        .unknownInstruction, .unterminatedHeredoc, .noStage, .nonStringJSON,
    ]

    static func reason(_ file: Dockerfile) -> Text? {
        let lines = file.problems.filter { blinding.contains($0.code) }
            .map { file.source.line(at: $0.range.lowerBound) }
        if !lines.isEmpty {
            let list = Set(lines).sorted().prefix(5).map(String.init).joined(separator: ", ")
            return Text(
                en: "line \(list): not understood; the rest is judged",
                ja: "\(list) 行目を解釈できませんでした。残りは評価しています")
        }
        if file.instructions.isEmpty {
            return Text(en: "no instruction is in it", ja: "命令が 1 つもありません")
        }
        let foreign = file.instructions.compactMap { instruction -> String? in
            guard instruction.keyword == .run, let script = instruction.script else { return nil }
            switch script.interpreter {
            case .sh, .bash: return nil
            case .powershell: return "PowerShell"
            case .cmd: return "cmd"
            case .other(let name): return name
            }
        }
        guard !foreign.isEmpty else { return nil }
        let names = Set(foreign).sorted().joined(separator: ", ")
        return Text(
            en: "\(foreign.count) RUN for \(names): not read as shell",
            ja: "\(names) 用の RUN \(foreign.count) 個はシェルとして解析していません")
    }
}
