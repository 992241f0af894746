import Basics
import DockerfileSyntax
import ECSModel
import Pipelines
import RuleKit
import Workload

struct EmulatedBuild: Rule {
    static let about = About(
        id: "PL206", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "The other architecture is built in an emulator", ja: "エミュレーションによる別アーキテクチャのビルド"),
        why: Text(
            en:
                "Each `RUN` for the other architecture goes through QEMU, several times slower than on its own hardware.",
            ja: "別アーキテクチャ向けの `RUN` はすべて QEMU 上で動くため、実機の数倍の時間がかかります。"),
        remedy: Text(
            en: """
                Build each architecture on its own runner (`ubuntu-24.04-arm`, CodeBuild's `ARM_CONTAINER`) and join them \
                in a manifest list, or cross-compile in a stage `FROM --platform=$BUILDPLATFORM`.
                """,
            ja: """
                アーキテクチャごとのランナー (`ubuntu-24.04-arm`、CodeBuild の `ARM_CONTAINER`) でビルドしてマニフェストリストに\
                まとめるか、`FROM --platform=$BUILDPLATFORM` のステージでクロスコンパイルしてください。
                """),
        message: Text(en: "`{platforms}` is built in an emulator", ja: "`{platforms}` がエミュレーターでビルドされます"),
        proof: Text(
            en: "`{platforms}` is built on its own hardware", ja: "`{platforms}` は同じアーキテクチャの実機でビルドされます"),
        links: [
            "https://docs.docker.com/build/building/multi-platform/",
            "https://docs.github.com/en/actions/reference/runners/github-hosted-runners",
        ],
        answers: ["PERF_06.native-builds"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/setup-qemu-action@v3
                  - uses: docker/setup-buildx-action@v3
                  - uses: docker/build-push-action@v6
                    with:
                      push: true
                      platforms: ⟦linux/amd64,linux/arm64⟧
                      tags: example.com/web:${{ github.sha }}
            === Dockerfile
            FROM node:22
            RUN npm ci
            """,
            """
            === .gitlab-ci.yml
            build:
              tags: [saas-linux-small-amd64]
              script:
                - docker buildx build --platform ⟦linux/arm64⟧ -t example.com/web:$CI_COMMIT_SHA --push .
            """,
        ],
        passes: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04-arm
                steps:
                  - uses: docker/build-push-action@v6
                    with: {push: true, platforms: linux/arm64, tags: 'example.com/web:${{ github.sha }}'}
            """,
            // The compiler makes the other architecture's program by itself.
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/build-push-action@v6
                    with: {push: true, platforms: 'linux/amd64,linux/arm64', tags: 'example.com/web:${{ github.sha }}'}
            === Dockerfile
            FROM --platform=$BUILDPLATFORM golang:1.26 AS build
            ARG TARGETARCH
            RUN GOARCH=$TARGETARCH go build -o /app
            FROM gcr.io/distroless/static
            COPY --from=build /app /app
            """,
        ],
        proves: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04-arm
                steps:
                  - uses: ⟦docker/build-push-action@v6⟧
                    with: {push: true, platforms: linux/arm64, tags: 'example.com/web:${{ github.sha }}'}
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let crossCompiles = subject.all.workloads.contains { workload in
            workload.dockerfile.stages.contains { $0.isOnBuilder(workload.dockerfile) }
        }
        for event in subject.events(.build) {
            guard let build = event.activity.build else { continue }
            let arguments = ["platforms": build.platforms.joined(separator: ",")]
            if let place = build.emulated {
                if !crossCompiles { report.fault(at: place.span, arguments) }
            } else if !build.platforms.isEmpty, let own = event.job.runner.architecture,
                build.platforms.allSatisfy({ Platform.architecture($0) == own })
            {
                report.holds(at: event.span, arguments)
            }
        }
    }
}

extension Stage {
    /// `--platform=$BUILDPLATFORM`, as written.
    fileprivate func isOnBuilder(_ file: Dockerfile) -> Bool {
        platform.map { file.source.text($0.range).has("BUILDPLATFORM") } ?? false
    }
}

/// The platforms of images.
enum Platform {
    /// `amd64` of `linux/amd64`, `arm64` of `linux/arm64/v8`.
    static func architecture(_ platform: String) -> String? {
        let parts = platform.lowercased().split(separator: "/").map(String.init)
        let name = parts.count > 1 ? parts[1] : parts.first ?? ""
        switch name {
        case "amd64", "x86_64", "x86-64": return "amd64"
        case "arm64", "aarch64": return "arm64"
        default: return nil
        }
    }

    /// As a task definition writes it.
    static func ofTask(_ architecture: String) -> String { architecture == "arm64" ? "ARM64" : "X86_64" }
}
