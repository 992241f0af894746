import Basics
import ImageScan
import RuleKit

struct InventoryGap: Rule {
    static let about = About(
        id: "IM407", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Packages that nobody can read", ja: "読み取れないパッケージ情報がある"),
        why: Text(
            en: "What cannot be read is in no inventory, and no scanner looks for its vulnerabilities.",
            ja: "読み取れないものはパッケージ一覧に載らず、どのスキャナーも脆弱性を検査しません。"),
        remedy: Text(
            en:
                "See whether the file is whole. A package database that is broken in the image breaks the package manager too.",
            ja: "ファイルが壊れていないか確認してください。パッケージデータベースが壊れていると、パッケージマネージャーも動きません。"),
        message: Text(
            en:
                "The packages of `/{path}`{others|=| and }{others}{others|=|1= other file| other files} cannot be read (layer {layer})",
            ja: "`/{path}` {others|=|ほか }{others}{others|=| 件}のパッケージ情報を読み取れません (レイヤー {layer})"),
        links: ["https://www.cisa.gov/sbom"],
        fails: [
            """
            === image
            ⟦⟧LAYER COPY rpmdb.sqlite /var/lib/rpm/
            0644 var/lib/rpm/rpmdb.sqlite = no database at all
            """
        ],
        passes: [
            """
            === image
            LAYER ADD rootfs.tar /
            0644 lib/apk/db/installed = P:busybox\\nV:1.36.1-r2\\n
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        for (layer, gaps) in Dictionary(grouping: subject.image.gaps, by: \.layer).sorted(by: { $0.key < $1.key }) {
            guard let first = gaps.min(by: { $0.path < $1.path }) else { continue }
            let place = subject.span(ofLayer: layer)
            report.fault(
                at: place,
                [
                    "path": first.path, "others": gaps.count > 1 ? String(gaps.count - 1) : "",
                    "layer": subject.told(layer),
                ], related: [.init(place, first.reason)])
        }
    }
}
