import Basics
import DockerfileSyntax
import RuleKit

struct UnknownCopyStage: Rule {
    static let about = About(
        id: "DF219", since: "0.1", severity: .high,
        title: Text(en: "Copy from a stage that is not there", ja: "存在しないステージからのコピー"),
        why: Text(
            en: "The builder knows earlier stages only; any other name it takes for an image, and fails to pull it.",
            ja: "参照できるのは前にあるステージだけです。それ以外の名前はイメージとみなされ、プルに失敗します。"),
        remedy: Text(
            en: "Correct the name, or move the stage above the one that needs it.",
            ja: "名前を修正するか、参照先のステージを前に移動してください。"),
        message: Text(en: "no earlier stage is called `{name}`{hint}", ja: "`{name}` という前のステージはありません{hint}"),
        links: ["https://docs.docker.com/build/building/multi-stage/"],
        aliases: ["DL3022", "droast:DF049"],
        differs: Text(
            en: "Images and named contexts are sources like any other; only a name that cannot be right is reported.",
            ja: "イメージや名前付きコンテキストからのコピーは正当とみなし、明らかに誤った名前だけを報告します。"),
        fails: [
            "FROM golang:1.26 AS builder\nFROM scratch\nCOPY --from=⟦bulder⟧ /app /app",
            "FROM scratch\nCOPY --from=⟦late⟧ /app /app\nFROM golang:1.26 AS late",
            "FROM golang:1.26\nFROM scratch\nCOPY --from=⟦2⟧ /app /app",
            "FROM golang:1.26 AS build\nFROM alpine:3.24\nRUN --mount=type=bind,from=⟦buidl⟧,target=/b cp /b/app /",
        ],
        passes: [
            "FROM golang:1.26 AS build\nFROM scratch\nCOPY --from=BUILD /app /app",
            "FROM golang:1.26\nFROM scratch\nCOPY --from=0 /app /app", "FROM scratch\nCOPY --from=nginx:1.30 /etc /etc",
            "FROM node:24 AS app\nFROM scratch\nCOPY --from=ghcr.io/astral-sh/uv:0.9 /uv /uv",
            "FROM scratch\nCOPY --from=docs . /", "FROM node:24 AS deps\nFROM scratch\nCOPY --from=docs . /",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        let names = file.stages.prefix(Self.limit).compactMap { stage in stage.name.map { (stage.index, $0.raw) } }
        for use in file.stageUses.prefix(Self.limit) {
            switch use.target {
            case .laterStage, .missingNumber: report.fault(at: use.range, ["name": use.name, "hint": ""])
            case .image:
                guard let near = Self.near(use, names) else { continue }
                report.fault(at: use.range, ["name": use.name, "hint": " (\(near)?)"])
            default: continue
            }
        }
    }

    /// More stages than any file has that was written by hand.
    private static let limit = 500

    /// The earlier stage that was plainly meant: a long name, one slip away.
    private static func near(_ use: StageUse, _ names: [(stage: Int, name: String)]) -> String? {
        let name = use.name
        guard name.utf8.count >= 5, name.utf8.allSatisfy({ $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "/") })
        else { return nil }
        return names.first { $0.stage < use.stage && isSlip(name.lowercased(), $0.name.lowercased()) }?.name
    }

    private static func isSlip(_ a: String, _ b: String) -> Bool {
        if EditDistance.between(a, b) == 1 { return true }
        // Two letters the wrong way round.
        let a = Array(a.utf8)
        let b = Array(b.utf8)
        guard a.count == b.count else { return false }
        let differing = a.indices.filter { a[$0] != b[$0] }
        return differing.count == 2 && differing[1] == differing[0] + 1 && a[differing[0]] == b[differing[1]]
            && a[differing[1]] == b[differing[0]]
    }
}
