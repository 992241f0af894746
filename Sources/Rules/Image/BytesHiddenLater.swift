import Basics
import ImageScan
import RuleKit

struct BytesHiddenLater: Rule {
    static let about = About(
        id: "IM301", since: "0.1", severity: .medium,
        title: Text(en: "Later layers delete or replace what a layer ships", ja: "レイヤーの内容を後のレイヤーが削除・置換している"),
        why: Text(
            en: """
                A layer never changes once it is made. What a later one deletes or writes anew is still stored, pulled and \
                unpacked with every start on a new host, and anybody can read it.
                """,
            ja: """
                作成済みのレイヤーは変わりません。後のレイヤーで削除・上書きしたファイルも保存され、新しいホストで起動するたびに\
                転送・展開され、誰でも読み取れます。
                """),
        remedy: Text(
            en:
                "Delete in the `RUN` that made the files, or make them in an earlier stage and copy only what is needed.",
            ja: "ファイルを作成した `RUN` の中で削除するか、前のステージで作成して必要なものだけをコピーしてください。"),
        message: Text(
            en: """
                Layer {layer} ships {bytes} that no container sees ({share}% of the image); most is `/{path}` ({part}), \
                {how|deleted=deleted|replaced} by layer {by}
                """,
            ja: """
                レイヤー {layer} の {bytes} (イメージの {share}%) はコンテナから見えません。最大は `/{path}` ({part}) で、\
                レイヤー {by} で{how|deleted=削除|置換}されています
                """),
        proof: Text(
            en: "Containers see {efficiency}% of the bytes that the layers ship",
            ja: "レイヤーに含まれるバイトの {efficiency}% がコンテナから見えます"),
        links: ["https://docs.docker.com/build/building/best-practices/"],
        answers: ["PERF_06.waste", "COST_04.same-layer", "COST_03.no-leftovers", "PERF_02.small-image"],
        onlyFaults: ["COST_04.same-layer", "COST_03.no-leftovers", "PERF_02.small-image"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            ⟦COPY model.tar /srv/⟧
            RUN tar -xf /srv/model.tar -C /srv && rm /srv/model.tar
            === image
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER COPY model.tar /srv/ # buildkit
            0644 srv/model.tar (40 MB)
            LAYER RUN /bin/sh -c tar -xf /srv/model.tar -C /srv && rm /srv/model.tar # buildkit
            0644 srv/model.bin (60 MB)
            0000 srv/.wh.model.tar
            """,
            """
            === image
            ⟦⟧BASE 1
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER RUN make
            0755 usr/bin/app (50 MB)
            LAYER RUN strip /usr/bin/app
            0755 usr/bin/app (20 MB)
            """,
        ],
        passes: [
            """
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0644 usr/lib/libc.so (80 MB)
            LAYER RUN apt-get upgrade
            0644 usr/lib/libc.so (81 MB)
            """,
            """
            === image
            LAYER COPY a /
            0644 a (2 MB)
            LAYER RUN rm /a
            0000 .wh.a
            """,
        ],
        proves: [
            """
            === image
            ⟦⟧LAYER ADD rootfs.tar /
            0644 etc/motd (1 MB)
            LAYER COPY app /
            0755 app (12 MB)
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let waste = subject.image.waste
        let efficiency = Int((waste.efficiency * 100).rounded(.down))
        let groups = HiddenWaste.groups(subject)
        for group in groups where HiddenWaste.isGrave(group, in: waste) {
            group.report(subject, &report, HiddenWaste.arguments(group, subject))
        }
        // Every package that is installed writes the package manager's list anew: a few megabytes are no fault.
        if waste.total > 0, waste.hidden < HiddenWaste.floor, waste.efficiency >= 0.97 {
            report.holds(at: subject.span, ["efficiency": String(efficiency)])
        }
    }
}

/// Bytes that later layers deleted or replaced.
enum HiddenWaste {
    /// Less than this is what package managers' lists weigh.
    static let floor = 5_000_000

    static func groups(_ subject: ImageSubject) -> [WasteOfLayer] { WasteOfLayer.own(subject, [.deleted, .replaced]) }

    /// Enough that each pull is noticeably slower.
    static func isGrave(_ group: WasteOfLayer, in waste: Waste) -> Bool {
        group.bytes >= 20_000_000 && group.bytes / 3 >= waste.total / 100
    }

    static func arguments(_ group: WasteOfLayer, _ subject: ImageSubject) -> [String: String] {
        let first = group.items.first
        let share = Double(group.bytes) / Double(max(subject.image.waste.total, 1)) * 100
        return [
            "share": String(Int(share.rounded())), "how": first?.kind == .deleted ? "deleted" : "replaced",
            "by": first?.other.map { subject.told($0) } ?? "?",
        ]
    }
}
