import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct SupportEndsSoon: Rule {
    static let about = About(
        id: "DF208", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Base image whose support ends within half a year", ja: "半年以内にサポートが終了するベースイメージ"),
        why: Text(
            en: "A change of release takes testing; begun on the last day it is a change in a hurry.",
            ja: "リリースの移行にはテストが必要です。終了直前に始めると、慌ただしい移行になります。"),
        remedy: Text(
            en: "Plan the move to a later release now.",
            ja: "後継リリースへの移行を今から計画してください。"),
        message: Text(
            en: "{release} gets security updates until {date} only",
            ja: "{release} のセキュリティ更新は {date} までです"),
        links: ["https://endoflife.date/"],
        yieldsTo: ["DF209", "DF206"],
        fails: [
            "FROM ⟦python:3.10-slim-trixie⟧", "FROM ⟦mcr.microsoft.com/dotnet/aspnet:8.0⟧", "FROM ⟦node:24-alpine3.21⟧",
        ],
        passes: [
            "FROM python:3.14", "FROM python:3.8", "FROM debian:13", "FROM python:3.10 AS build\nFROM scratch",
            "FROM nginx:1.30",
        ],
        fixes: [
            ("FROM python:3.10-slim-trixie", "FROM python:3.11-slim-trixie")
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        let soon = BaseSupport.soon(report.today)
        for stage in workload.shippingStages {
            guard let image = stage.baseImage, let support = EndOfLife.support(of: image), let first = support.first,
                let ends = first.ends, ends >= report.today, ends <= soon
            else { continue }
            report.fault(
                at: stage.image.range, ["release": first.shown, "date": ends.description],
                fix: BaseFix.renewing(stage, in: workload, on: report.today))
        }
    }
}
