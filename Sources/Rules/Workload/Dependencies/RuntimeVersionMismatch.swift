import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct RuntimeVersionMismatch: Rule {
    static let about = About(
        id: "WL510", since: "0.1", severity: .high,
        title: Text(en: "Base image of another version than the project asks for", ja: "プロジェクトの要求と異なるバージョンのベースイメージ"),
        why: Text(
            en: """
                The install or the build stops, or the program meets a runtime that it was not written for and fails when \
                it starts.
                """,
            ja: "インストールやビルドが失敗するか、想定外のランタイムで動くため起動時に失敗します。"),
        remedy: Text(
            en: "Give the image and the manifest the same version.",
            ja: "ベースイメージとマニフェストのバージョンを揃えてください。"),
        message: Text(
            en: "`{image}` has {runtime} {version}, and {manifest} asks for `{range}`",
            ja: "`{image}` は {runtime} {version} ですが、{manifest} は `{range}` を要求しています"),
        links: [
            "https://docs.npmjs.com/cli/configuring-npm/package-json#engines",
            "https://packaging.python.org/en/latest/specifications/pyproject-toml/#requires-python",
            "https://go.dev/doc/toolchain",
        ],
        answers: ["12F_02.pinned"],
        fails: [
            """
            === Dockerfile
            FROM ⟦node:16⟧
            WORKDIR /app
            COPY . .
            RUN npm ci
            === package.json
            {"engines": {"node": ">=20"}, "dependencies": {"express": "^5.0.0"}}
            === package-lock.json
            {}
            """,
            """
            === Dockerfile
            FROM ⟦golang:1.22-alpine⟧ AS build
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN go mod download
            FROM scratch
            COPY --from=build /src/app /app
            === go.mod
            module example.com/app

            go 1.24.1
            === go.sum
            """,
            """
            === Dockerfile
            FROM maven:3.9-eclipse-temurin-21 AS build
            WORKDIR /src
            COPY pom.xml .
            RUN mvn dependency:go-offline
            FROM ⟦eclipse-temurin:17-jre⟧
            COPY --from=build /src/target/app.jar /app.jar
            CMD ["java", "-jar", "/app.jar"]
            === pom.xml
            <project><properties><maven.compiler.release>21</maven.compiler.release></properties></project>
            """,
        ],
        passes: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ci
            === package.json
            {"engines": {"node": "^18.17.0 || >=20.1"}}
            === package-lock.json
            {}
            """,
            """
            === Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY pyproject.toml poetry.lock ./
            RUN poetry install --no-root
            === pyproject.toml
            [tool.poetry.dependencies]
            python = "^3.11"
            === poetry.lock
            """,
            """
            === Dockerfile
            FROM golang:1 AS build
            WORKDIR /src
            COPY go.mod .
            RUN go mod download
            === go.mod
            module example.com/app

            go 1.24
            """,
            """
            === Dockerfile
            FROM node:18 AS tools
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ci
            === package.json
            {"engines": {"node": ">=20"}}
            === package-lock.json
            {}
            """,
        ],
        fixes: [
            (
                """
                === Dockerfile
                FROM node:18-slim
                WORKDIR /app
                COPY . .
                RUN npm ci
                === package.json
                {"engines": {"node": ">=24"}}
                === package-lock.json
                {}
                """,
                """
                === Dockerfile
                FROM node:24-slim
                WORKDIR /app
                COPY . .
                RUN npm ci
                === package.json
                {"engines": {"node": ">=24"}}
                === package-lock.json
                {}
                """
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        let file = workload.dockerfile
        let used = workload.stagesInUse
        let installs = workload.neededInstalls
        for stage in file.stages where used.contains(stage.index) {
            guard case .image(let image) = stage.base, let runtime = RuntimeImage(image) else { continue }
            let isLast = workload.stage?.index == stage.index
            var manifests = installs.filter { isOn($0.stage, stage, file) }.flatMap(\.manifests)
            // What Java and .NET compile in one stage must run in another.
            if isLast, ["java", "dotnet"].contains(runtime.name) { manifests += installs.flatMap(\.manifests) }
            guard let (manifest, requirement) = Self.misfit(runtime, manifests) else { continue }
            report.fault(
                at: stage.image.range,
                [
                    "image": stage.image.shortened, "runtime": runtime.name, "version": runtime.version.shown,
                    "manifest": manifest.path, "range": requirement.range,
                ],
                fix: BaseFix.fitting(stage, in: workload, on: report.today),
                related: (requirement.span.map { [$0] } ?? []).map {
                    .init($0, Text(en: "asked for here", ja: "ここで要求されています"))
                })
        }
    }

    private func isOn(_ index: Int, _ stage: Stage, _ file: Dockerfile) -> Bool {
        guard file.stages.indices.contains(index) else { return false }
        return file.lineage(of: file.stages[index]).contains { $0.index == stage.index }
    }

    /// The manifest that asks for another version than an image has.
    static func misfit(
        _ runtime: RuntimeImage, _ manifests: [Manifest]
    ) -> (Manifest, Manifest.Requirement)? {
        for manifest in manifests {
            for requirement in manifest.runtimes where requirement.name == runtime.name {
                guard let (text, style) = reading(requirement, manifest.ecosystem),
                    let range = VersionRange(text, style), !range.canHold(runtime.version)
                else { continue }
                return (manifest, requirement)
            }
        }
        return nil
    }

    /// The requirement in a form that can be compared, by what its tool makes of it.
    private static func reading(
        _ requirement: Manifest.Requirement, _ ecosystem: Ecosystem
    ) -> (String, VersionRange.Style)? {
        let range = requirement.range
        switch requirement.name {
        case "node":
            // Volta pins the version of developers' machines: only the major one speaks of the image.
            guard range.first?.isNumber == true, !range.contains(" "), let version = VersionRange.Version(range[...])
            else {
                return (range, .npm)
            }
            return (String(version.parts[0]), .npm)
        case "python": return (range, .python)
        case "go": return (range, .minimum)
        case "ruby": return (range, .ruby)
        case "php": return (range, .composer)
        case "java":
            // `1.8` is 8; a newer JDK compiles for an older release.
            let text = range.hasPrefix("1.") ? String(range.dropFirst(2)) : range
            return text.allSatisfy(\.isNumber) && ecosystem == .maven ? (text, .minimum) : nil
        case "dotnet":
            guard range.hasPrefix("net"), let version = VersionRange.Version(range.dropFirst(3)),
                version.parts.count > 1,
                version.parts[0] >= 5
            else { return nil }
            return (version.shown, .minimum)
        default: return nil
        }
    }
}
