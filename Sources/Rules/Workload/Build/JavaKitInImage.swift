import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct JavaKitInImage: Rule {
    static let about = About(
        id: "WL405", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "JDK in the image that runs", ja: "実行用イメージに JDK が含まれている"),
        why: Text(
            en: "Running needs the runtime only: the compiler and its tools double the image.",
            ja: "実行に必要なのはランタイムだけです。コンパイラとツールにより、イメージはおよそ 2 倍になります。"),
        remedy: Text(
            en: "Use a `-jre` tag, or link a runtime of the modules in use with `jlink` in a build stage.",
            ja: "`-jre` のタグを使うか、ビルドステージで `jlink` により必要なモジュールだけのランタイムを作ってください。"),
        message: Text(
            en: "the image that runs is based on `{image}`, a JDK", ja: "実行用イメージが JDK の `{image}` をベースにしています"),
        links: ["https://hub.docker.com/_/eclipse-temurin"],
        answers: ["COST_03.no-build-tools", "PERF_01.small-base"],
        fails: ["FROM ⟦eclipse-temurin:21⟧\nCMD [\"java\", \"-jar\", \"/app.jar\"]"],
        passes: [
            "FROM eclipse-temurin:21-jre\nCMD [\"java\", \"-jar\", \"/app.jar\"]",
            "FROM eclipse-temurin:21 AS build\nRUN ./mvnw package\nFROM gcr.io/distroless/java21\nCMD [\"/app.jar\"]",
            "FROM amazoncorretto:21-headless\nCMD [\"java\", \"-jar\", \"/app.jar\"]",
        ],
        fixes: [
            (
                "FROM eclipse-temurin:21-jdk-alpine\nCMD [\"java\", \"-jar\", \"/app.jar\"]",
                "FROM eclipse-temurin:21-jre-alpine\nCMD [\"java\", \"-jar\", \"/app.jar\"]"
            ),
            (
                """
                FROM eclipse-temurin:21
                WORKDIR /app
                COPY . .
                RUN ./mvnw -B package
                CMD ["java", "-jar", "target/shop.jar"]
                """,
                """
                FROM eclipse-temurin:21 AS build
                WORKDIR /app
                COPY . .
                RUN ./mvnw -B package

                FROM eclipse-temurin:21-jre
                WORKDIR /app
                COPY --from=build /app/target/shop.jar /app/target/shop.jar
                CMD ["java", "-jar", "target/shop.jar"]
                """
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.role.runs, let stage = workload.stage,
            let root = workload.dockerfile.lineage(of: stage).first, case .image(let image) = root.base,
            case .javaKit? = BuildBases.contents(of: image)
        else { return }
        report.fault(
            at: root.image.range, ["image": root.image.shortened],
            fix: JavaKitFix.fix(root, image, workload))
    }
}
