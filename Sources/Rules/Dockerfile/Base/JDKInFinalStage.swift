import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct JDKInFinalStage: Rule {
    static let about = About(
        id: "DF225", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Development kit in the final stage", ja: "最終ステージに開発キットが入っている"),
        why: Text(
            en: "A running application needs the runtime only; the kit adds hundreds of megabytes and a compiler.",
            ja: "実行に必要なのはランタイムだけです。開発キットは数百 MB とコンパイラを余分に持ち込みます。"),
        remedy: Text(
            en: "Build in a stage of its own, and ship on the runtime image (`-jre`, `runtime`, `aspnet`).",
            ja: "ビルドは専用のステージで行い、配布にはランタイムのイメージ (`-jre`、`runtime`、`aspnet`) を使ってください。"),
        message: Text(en: "`{image}` is a development kit", ja: "`{image}` は開発キットです"),
        links: ["https://docs.docker.com/build/building/multi-stage/"],
        answers: ["COST_03.no-build-tools", "COST_04.base", "OPS_01.multi-stage"],
        yieldsTo: ["DF209", "WL403", "WL405"],
        fails: [
            "FROM ⟦eclipse-temurin:21⟧\nCOPY app.jar /\nCMD [\"java\", \"-jar\", \"/app.jar\"]",
            "FROM ⟦eclipse-temurin:21-jdk-alpine⟧\nENTRYPOINT [\"java\", \"-jar\", \"/app.jar\"]",
            "FROM ⟦maven:3.9-eclipse-temurin-21⟧\nCMD [\"java\", \"-jar\", \"/app.jar\"]",
            "FROM ⟦mcr.microsoft.com/dotnet/sdk:10.0⟧ AS base\nFROM base",
        ],
        passes: [
            "FROM eclipse-temurin:21-jre", "FROM eclipse-temurin:21 AS build\nFROM eclipse-temurin:21-jre",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0", "FROM amazoncorretto:21-alpine-jre", "FROM acme/maven:3",
            "FROM amazoncorretto:21", "FROM amazoncorretto:21-headless",
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        // A base image is full-size for those who build on it.
        guard workload.role != .base, workload.role != .buildOnly else { return }
        for stage in workload.shippingStages {
            guard let image = stage.baseImage, Self.isKit(image) else { continue }
            report.fault(at: stage.image.range, ["image": stage.image.shortened])
        }
    }

    /// Amazon Corretto has no runtime-only image for its recent releases but on Alpine, so it is not held against it.
    private static func isKit(_ image: ImageReference) -> Bool {
        let tag = image.tag ?? "latest"
        switch image.officialName {
        case "eclipse-temurin": return !tag.has("jre")
        case "maven", "gradle": return true
        default: return image.registry == "mcr.microsoft.com" && image.repository == "dotnet/sdk"
        }
    }
}
