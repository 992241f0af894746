import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct EndOfLifeBuildImage: Rule {
    static let about = About(
        id: "DF207", since: "0.1", severity: .medium,
        title: Text(en: "Build stage out of support", ja: "サポートの終了したビルドステージ"),
        why: Text(
            en: "Compilers and package managers without updates handle all that ends in the image.",
            ja: "更新の止まったコンパイラやパッケージマネージャーが、イメージに入るものすべてを扱うことになります。"),
        remedy: Text(
            en: "Build with a supported release, the same one that the application runs on.",
            ja: "アプリケーションの実行環境と同じ、サポート中のリリースでビルドしてください。"),
        message: Text(
            en: "{release} gets no more fixes: its security updates ended on {date}",
            ja: "{release} のセキュリティ更新は {date} に終了しており、もう修正されません"),
        links: ["https://endoflife.date/"],
        answers: ["SUSTAINABILITY_03.fresh-parents"],
        yieldsTo: ["DF209", "DF206"],
        fails: [
            "FROM ⟦node:14⟧ AS build\nRUN npm ci && npm run build\nFROM nginx:1.30\nCOPY --from=build /dist /srv",
            "FROM ⟦debian:stretch⟧ AS tools\nFROM debian:13\nRUN --mount=from=tools,target=/tools /tools/run",
        ],
        passes: [
            "FROM node:24 AS build\nFROM nginx:1.30\nCOPY --from=build /dist /srv", "FROM node:14",
            "FROM node:14 AS unused\nFROM nginx:1.30",
        ],
        fixes: [
            (
                "FROM node:14 AS build\nRUN npm ci\nFROM nginx:1.30\nCOPY --from=build /dist /srv",
                "FROM node:22 AS build\nRUN npm ci\nFROM nginx:1.30\nCOPY --from=build /dist /srv"
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        let file = workload.dockerfile
        guard let last = workload.stage else { return }
        let building = file.needed(by: last).subtracting(workload.shippingStages.map(\.index))
        for stage in file.stages where building.contains(stage.index) {
            guard let image = stage.baseImage,
                let over = EndOfLife.support(of: image)?.releases.first(where: { $0.isOver(on: report.today) }),
                let ends = over.ends
            else { continue }
            report.fault(
                at: stage.image.range, ["release": over.shown, "date": ends.description],
                fix: BaseFix.renewing(stage, in: workload, on: report.today))
        }
    }
}
