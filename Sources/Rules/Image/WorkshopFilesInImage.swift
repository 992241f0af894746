import Basics
import ImageScan
import RuleKit

struct WorkshopFilesInImage: Rule {
    static let about = About(
        id: "IM313", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Editors' and tools' folders in the image", ja: "エディターやツールのフォルダーがイメージに含まれている"),
        why: Text(
            en:
                "Settings of editors, clones and states of tools tell of the machine that built the image, and no container needs them.",
            ja: "エディターの設定、clone したリポジトリ、ツールの状態ファイルはビルド環境の情報を漏らし、コンテナには不要です。"),
        remedy: Text(
            en: "Name them in `.dockerignore`, or delete them in the `RUN` that makes them.",
            ja: "`.dockerignore` に記載するか、作成した `RUN` の中で削除してください。"),
        message: Text(
            en:
                "Layer {layer} holds `/{path}`{others|=| and }{others}{others|=|1= other| others} of this kind ({bytes})",
            ja: "レイヤー {layer} に `/{path}` {others|=|ほか }{others}{others|=| 件}があります ({bytes})"),
        links: ["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
        aliases: ["DKL-LI-0003"],
        answers: ["COST_03.no-leftovers"],
        fails: [
            """
            === image
            ⟦⟧LAYER COPY . /app
            0644 app/.idea/workspace.xml (30 KB)
            0644 app/.vscode/settings.json (1 KB)
            """
        ],
        passes: [
            """
            === image
            LAYER COPY . /app
            0644 app/.env.example = A=b
            0644 app/idea/readme.md (1 KB)
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        for group in WasteOfLayer.own(subject, [.workshop]) {
            let items = group.items.filter { !VersionControlInImage.isHistory($0, subject) }
            if !items.isEmpty { WasteOfLayer(layer: group.layer, items: items).report(subject, &report) }
        }
    }
}
