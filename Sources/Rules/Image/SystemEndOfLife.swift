import Basics
import ImageScan
import Inventory
import RuleKit
import Workload

struct SystemEndOfLife: Rule {
    static let about = About(
        id: "IM501", since: "0.1", severity: .high,
        title: Text(en: "The image's operating system is out of support", ja: "イメージの OS のサポートが終了している"),
        why: Text(
            en: """
                Nobody mends its packages any more: every vulnerability found from that day on stays, and scanners that \
                follow the distribution's advisories do not even show it.
                """,
            ja: """
                パッケージの修正が提供されないため、終了日以降に見つかった脆弱性はすべて残ります。ディストリビューションの情報に\
                基づくスキャナーでは検出もされません。
                """),
        remedy: Text(
            en: "Rebuild on a release that is in support.",
            ja: "サポート中のリリースをベースにして再ビルドしてください。"),
        message: Text(
            en: "The image is {release}, whose security updates ended on {date}",
            ja: "イメージの OS は {release} で、セキュリティ更新は {date} に終了しています"),
        proof: Text(
            en: "The image is {release}, which gets security updates{date|=|, until }{date}",
            ja: "イメージの OS は {release} で、セキュリティ更新の対象です{date|=|。期限: }{date}"),
        links: ["https://endoflife.date/"],
        answers: ["PERF_04.supported-base"],
        fails: [
            """
            === Dockerfile
            ⟦FROM registry.example.com/base:prod⟧
            COPY app /app
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0644 etc/os-release = ID=debian\\nVERSION_ID="10"\\nPRETTY_NAME="Debian GNU/Linux 10 (buster)"
            LAYER COPY app /app # buildkit
            0755 app
            """,
            """
            === image
            ⟦⟧LAYER ADD rootfs.tar /
            0644 etc/os-release = ID=alpine\\nVERSION_ID=3.16.2\\nNAME="Alpine Linux"
            """,
            """
            === image
            ⟦⟧LAYER ADD rootfs.tar /
            link etc/os-release -> ../usr/lib/os-release
            0644 usr/lib/os-release = ID="centos"\\nVERSION_ID="7"\\nNAME="CentOS Linux"
            """,
        ],
        passes: [
            """
            === image
            LAYER ADD rootfs.tar /
            0644 etc/os-release = ID=wolfi\\nNAME="Wolfi"\\nVERSION_ID="20230201"
            """,
            """
            === image
            LAYER COPY app /app
            0755 app
            """,
            """
            === image
            LAYER ADD rootfs.tar /
            0644 etc/os-release = ID="amzn"\\nVERSION_ID="2023"\\nNAME="Amazon Linux"
            """,
        ],
        proves: [
            """
            === image
            ⟦⟧LAYER ADD rootfs.tar /
            0644 etc/os-release = ID=debian\\nVERSION_ID="13"\\nNAME="Debian GNU/Linux"
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard subject.image.isInventoried else { return }
        // Without a distribution there is nothing whose support could end.
        guard let system = subject.image.system else { return }
        let place = subject.rootSpan
        guard let release = SystemSupport.release(system) else {
            let name = system.name.isEmpty ? system.id : system.name
            report.unsure(
                at: place,
                because: Text(
                    en: "no end of support is known for \(name) \(system.version)",
                    ja: "\(name) \(system.version) のサポート終了日の情報がありません"))
            return
        }
        let date = release.ends?.description ?? ""
        if release.isOver(on: report.today) {
            report.fault(at: place, ["release": release.shown, "date": date])
        } else if release.isSupported(on: report.today) {
            report.holds(at: place, ["release": release.shown, "date": date])
        } else {
            report.unsure(
                at: place,
                because: Text(
                    en: "the end of support of \(release.shown) is not announced", ja: "\(release.shown) のサポート終了日は未発表です"
                ))
        }
    }
}
