import Basics
import ImageScan
import RuleKit

struct FewBytesHiddenLater: Rule {
    static let about = About(
        id: "IM311", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "A few megabytes that later layers delete or replace", ja: "数 MB が後のレイヤーで削除・置換されている"),
        why: Text(
            en:
                "What a later layer deletes or writes anew is still stored and pulled. It is not much here, and each rebuild adds it again.",
            ja: "後のレイヤーで削除・上書きしたファイルも保存・転送されます。量は多くありませんが、再ビルドのたびに同じ量が加わります。"),
        remedy: Text(
            en: "Delete in the `RUN` that made the files, or make them in an earlier stage.",
            ja: "ファイルを作成した `RUN` の中で削除するか、前のステージで作成してください。"),
        message: Text(
            en: """
                Layer {layer} ships {bytes} that no container sees; most is `/{path}` ({part}), \
                {how|deleted=deleted|replaced} by layer {by}
                """,
            ja: """
                レイヤー {layer} の {bytes} はコンテナから見えません。最大は `/{path}` ({part}) で、レイヤー {by} で\
                {how|deleted=削除|置換}されています
                """),
        links: ["https://docs.docker.com/build/building/best-practices/"],
        answers: ["PERF_06.waste"],
        fails: [
            """
            === image
            ⟦⟧BASE 1
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER COPY tool.deb /tmp/
            0644 tmp/tool.deb (8 MB)
            LAYER RUN dpkg -i /tmp/tool.deb && rm /tmp/tool.deb
            0755 usr/bin/tool (20 MB)
            0000 tmp/.wh.tool.deb
            """
        ],
        passes: [
            """
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0644 var/lib/dpkg/status (2 MB)
            LAYER RUN apt-get install -y curl
            0644 var/lib/dpkg/status (2 MB)
            LAYER RUN apt-get install -y wget
            0644 var/lib/dpkg/status (2 MB)
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let waste = subject.image.waste
        for group in HiddenWaste.groups(subject)
        where group.bytes >= HiddenWaste.floor && !HiddenWaste.isGrave(group, in: waste) {
            group.report(subject, &report, HiddenWaste.arguments(group, subject))
        }
    }
}
