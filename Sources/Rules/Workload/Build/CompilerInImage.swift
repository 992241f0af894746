import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct CompilerInImage: Rule {
    static let about = About(
        id: "WL403", since: "0.1", severity: .medium,
        title: Text(en: "Image that runs holds the compiler", ja: "実行用イメージにコンパイラが含まれている"),
        why: Text(
            en: """
                Compiler, package manager and sources are of no use when the program runs. They make the image several \
                times larger, so tasks start later, and give an intruder tools.
                """,
            ja: """
                コンパイラ、パッケージマネージャー、ソースは実行時には不要です。イメージが何倍にもなってタスクの起動が\
                遅くなり、侵入者に道具を与えることにもなります。
                """),
        remedy: Text(
            en: """
                Build in a stage of its own, and start the last stage from a small image (distroless, a slim variant, or \
                `scratch`) that copies only the result.
                """,
            ja: """
                ビルドを専用のステージに分け、最終ステージは小さなイメージ (distroless、slim 版、`scratch`) から始めて、\
                成果物だけをコピーしてください。
                """),
        message: Text(
            en: "the image that runs is based on `{image}`, which is made for building",
            ja: "実行用イメージが、ビルド用の `{image}` をベースにしています"),
        proof: Text(
            en: "the image starts from `{image}` and takes only results of other stages",
            ja: "イメージは `{image}` から始まり、ほかのステージの成果物だけを取り込みます"),
        links: [
            "https://docs.docker.com/build/building/multi-stage/",
            "https://docs.aws.amazon.com/AmazonECS/latest/bestpracticesguide/container.html",
        ],
        aliases: ["droast:DF011"],
        differs: Text(
            en: "One stage is no fault by itself; a compiler in the image that runs is.",
            ja: "ステージが 1 つであること自体は問題とせず、実行用イメージにコンパイラが残る場合にだけ報告します。"),
        answers: [
            "COST_03.no-build-tools", "OPS_01.multi-stage", "COST_04.multi-stage", "DP_02.multi-stage", "COST_04.base",
            "PERF_01.small-base", "DP_01.small", "SUSTAINABILITY_01.small", "ECS_06.small",
        ],
        fails: [
            "FROM ⟦golang:1.26⟧\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nCMD [\"/app\"]",
            "FROM ⟦maven:3.9-eclipse-temurin-21⟧ AS base\nCOPY . .\nRUN mvn package\nFROM base\nCMD [\"java\", \"-jar\", \"target/app.jar\"]",
            "FROM ⟦mcr.microsoft.com/dotnet/sdk:8.0⟧\nCOPY . /app\nCMD [\"dotnet\", \"run\"]",
        ],
        passes: [
            "FROM golang:1.26 AS build\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nCMD [\"/app\"]",
            "FROM golang:1.26\nCMD [\"bash\"]",
            "FROM swift:6.1-slim\nCOPY app /app\nCMD [\"/app\"]",
            "FROM python:3.13-slim\nCMD [\"python\", \"app.py\"]",
            "=== Dockerfile.dev\nFROM golang:1.26\nCMD [\"go\", \"run\", \".\"]",
        ],
        proves: [
            "FROM golang:1.26 AS build\nRUN go build -o /app .\nFROM ⟦gcr.io/distroless/static⟧\nCOPY --from=build /app /app\nCMD [\"/app\"]",
            "FROM rust:1.90 AS build\nRUN cargo build\nFROM ⟦scratch⟧\nCOPY --from=build /app /app\nCMD [\"/app\"]",
        ],
        fixes: [
            (
                """
                FROM golang:1.26
                ENV CGO_ENABLED=0 PORT=8080
                WORKDIR /src
                COPY go.mod go.sum ./
                RUN go mod download
                COPY . .
                RUN go build -trimpath \\
                    -o /bin/server ./cmd/server

                # what load balancers ask
                EXPOSE 8080
                CMD ["/bin/server"]
                """,
                """
                FROM golang:1.26 AS build
                ENV CGO_ENABLED=0 PORT=8080
                WORKDIR /src
                COPY go.mod go.sum ./
                RUN go mod download
                COPY . .
                RUN go build -trimpath \\
                    -o /bin/server ./cmd/server

                FROM gcr.io/distroless/static-debian13:nonroot
                ENV PORT=8080
                WORKDIR /src
                COPY --from=build /bin/server /bin/server

                # what load balancers ask
                EXPOSE 8080
                CMD ["/bin/server"]
                """
            ),
            (
                """
                === Dockerfile
                FROM golang:1.26-alpine
                WORKDIR /app
                COPY . .
                RUN go build -o app .
                RUN adduser -D -u 10001 app
                USER 10001
                CMD ["./app"]
                === main.go
                package main
                === templates/index.html
                x
                """,
                """
                === Dockerfile
                FROM golang:1.26-alpine AS build
                WORKDIR /app
                COPY . .
                RUN go build -o app .

                FROM alpine:3.24
                WORKDIR /app
                COPY --from=build /app/app /app/app
                COPY --from=build /app/templates /app/templates
                RUN adduser -D -u 10001 app
                USER 10001
                CMD ["./app"]
                === main.go
                package main
                === templates/index.html
                x
                """
            ),
            (
                """
                FROM maven:3.9-eclipse-temurin-21
                WORKDIR /app
                COPY pom.xml .
                RUN mvn -B dependency:go-offline
                COPY src src
                RUN mvn -B package -DskipTests
                ENTRYPOINT ["java", "-jar", "target/shop.jar"]
                """,
                """
                FROM maven:3.9-eclipse-temurin-21 AS build
                WORKDIR /app
                COPY pom.xml .
                RUN mvn -B dependency:go-offline
                COPY src src
                RUN mvn -B package -DskipTests

                FROM eclipse-temurin:21-jre
                WORKDIR /app
                COPY --from=build /app/target/shop.jar /app/target/shop.jar
                ENTRYPOINT ["java", "-jar", "target/shop.jar"]
                """
            ),
            (
                """
                FROM mcr.microsoft.com/dotnet/sdk:10.0.100
                WORKDIR /src
                COPY . .
                RUN dotnet publish -c Release -o /app
                WORKDIR /app
                ENTRYPOINT ["dotnet", "Shop.dll"]
                """,
                """
                FROM mcr.microsoft.com/dotnet/sdk:10.0.100 AS build
                WORKDIR /src
                COPY . .
                RUN dotnet publish -c Release -o /app

                FROM mcr.microsoft.com/dotnet/aspnet:10.0
                WORKDIR /src
                COPY --from=build /app /app
                WORKDIR /app
                ENTRYPOINT ["dotnet", "Shop.dll"]
                """
            ),
            (
                """
                from rust:1.90
                workdir /app
                copy . .
                run cargo build --release --locked
                cmd ["./target/release/shop"]
                """,
                """
                from rust:1.90 as build
                workdir /app
                copy . .
                run cargo build --release --locked

                from gcr.io/distroless/cc-debian13:nonroot
                workdir /app
                copy --from=build /app/target/release/shop /app/target/release/shop
                cmd ["./target/release/shop"]
                """
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.role.runs, let stage = workload.stage,
            let root = workload.dockerfile.lineage(of: stage).first
        else { return }
        let contents: BuildBases.Contents?
        switch root.base {
        case .scratch: contents = .minimal
        case .image(let image): contents = BuildBases.contents(of: image)
        case .stage, .unknown: contents = nil
        }
        switch contents {
        case .compiler:
            report.fault(
                at: root.image.range, ["image": root.image.shortened], fix: CompilerSplit.fix(workload))
        case .minimal, .runtime:
            guard BuildBases.takesFromStages(workload), BuildTools.installed(in: workload).isEmpty else { return }
            report.holds(at: root.image.range, ["image": root.image.shortened])
        case .fullRuntime, .javaKit, nil: return
        }
    }
}
