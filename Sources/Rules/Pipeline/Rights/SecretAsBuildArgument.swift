import Basics
import DockerfileSyntax
import ECSModel
import Pipelines
import RuleKit
import ShellSyntax
import Workload

struct SecretAsBuildArgument: Rule {
    static let about = About(
        id: "PL314", since: "0.1", severity: .high,
        title: Text(en: "The pipeline builds a secret into the image", ja: "シークレットをビルド引数で渡すパイプライン"),
        why: Text(
            en: """
                The value of a build argument stays in the image: `docker history` and the provenance of the build show it to \
                everyone who can pull.
                """,
            ja: """
                ビルド引数の値はイメージに残ります。`docker history` やビルドの来歴 (provenance) に表示され、pull できる人なら誰でも読めます。
                """),
        remedy: Text(
            en: """
                Pass it as a secret, `--secret id=NAME,env=NAME` or the input `secrets`, and mount it in the Dockerfile with \
                `RUN --mount=type=secret,id=NAME`.
                """,
            ja: """
                `--secret id=NAME,env=NAME` または入力 `secrets` で渡し、Dockerfile では `RUN --mount=type=secret,id=NAME` で\
                マウントしてください。
                """),
        message: Text(
            en: "build argument `{name}` carries a secret into the image", ja: "ビルド引数 `{name}` でシークレットがイメージに入ります"),
        links: [
            "https://docs.docker.com/build/building/secrets/",
            "https://docs.docker.com/build/ci/github-actions/secrets/",
        ],
        answers: ["SEC_05.no-secrets-in-build"],
        fails: [
            """
            === .github/workflows/build.yml
            on: push
            jobs:
              build:
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/build-push-action@v6
                    with:
                      context: .
                      build-args: |
                        VERSION=${{ github.sha }}
                        ⟦NPM_TOKEN⟧=${{ secrets.NPM_TOKEN }}
            === Dockerfile
            FROM node:24
            ARG VERSION
            ARG NPM_TOKEN
            RUN npm ci
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker build ⟦--build-arg NPM_TOKEN=$NPM_TOKEN⟧ --build-arg VERSION=1 -t web .
            """,
            """
            === .gitlab-ci.yml
            build:
              image: docker:29
              script:
                - docker buildx build ⟦--build-arg=API_KEY⟧ --push -t "$CI_REGISTRY_IMAGE" .
            === Dockerfile
            FROM node:24
            ARG API_KEY
            RUN npm ci
            """,
        ],
        passes: [
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker build --secret id=NPM_TOKEN,env=NPM_TOKEN --build-arg SECRET_NAME=web -t web .
            """,
            """
            === .github/workflows/build.yml
            on: push
            jobs:
              build:
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/build-push-action@v6
                    with:
                      context: .
                      build-args: NPM_TOKEN=${{ secrets.NPM_TOKEN }}
                      secrets: npm=${{ secrets.NPM_TOKEN }}
            === Dockerfile
            FROM node:24 AS build
            ARG NPM_TOKEN
            RUN npm ci
            FROM node:24
            COPY --from=build /app /app
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let pipeline = subject.pipeline
        for item in PipelineParts.actions(pipeline) {
            guard let input = item.action.input("build-args") ?? item.action.input("build_args") else { continue }
            for (name, value) in Self.arguments(input.value) where Self.isSecret(name, value) {
                add(name, PipelineParts.part(name, of: input.place), subject, &report)
            }
        }
        for item in PipelineParts.scripts(pipeline) {
            for command in item.script.shell.commands where Self.builders.contains(command.program ?? "") {
                for option in Options(command.effectiveArguments, taking: ["--build-arg"]).options
                where option.name == "--build-arg" {
                    let word = option.valueWord ?? option.word
                    var text = item.script.value(word).shown
                    if text.hasPrefix("--build-arg=") { text = String(text.dropFirst(12)) }
                    let name = String(text.prefix { $0 != "=" })
                    let value = name.utf8.count < text.utf8.count ? String(text.dropFirst(name.count + 1)) : "$"
                    guard Self.isSecret(name, value) else { continue }
                    let range = option.word.range.lowerBound..<word.range.upperBound
                    add(name, item.script.place(range), subject, &report)
                }
            }
        }
    }

    private static let builders: Set<String> = ["docker", "podman", "buildah", "nerdctl", "buildctl", "executor"]

    private func add(_ name: String, _ place: Place, _ subject: PipelineSubject, _ report: inout Report) {
        let built = WorkloadMatch(subject.all.workloads).built(by: subject.pipeline)
            .filter { subject.all.workloads.indices.contains($0) }.map { subject.all.workloads[$0] }
        var related: [Finding.Related] = []
        if !built.isEmpty {
            // What a stage that does not ship takes is not in the image, and what no stage takes is nowhere.
            for workload in built {
                for (_, instruction) in workload.shipped where instruction.keyword == .arg {
                    guard let pair = instruction.pairs.first(where: { $0.key.shown == name }) else { continue }
                    related.append(
                        .init(
                            workload.dockerfile.source.span(pair.key.range),
                            Text(en: "the image takes it here", ja: "イメージはここで受け取ります")))
                }
            }
            guard !related.isEmpty else { return }
        }
        report.fault(at: place.span, ["name": name], related: related)
    }

    /// The lines of an input: `NAME=value`.
    private static func arguments(_ text: TermText) -> [(name: String, value: String)] {
        text.shown.split(separator: "\n").compactMap { line in
            let text = String(line.drop { $0 == " " })
            guard let equals = text.firstIndex(of: "=") else { return nil }
            return (String(text[..<equals]), String(text[text.index(after: equals)...]))
        }
    }

    /// A variable or a store gives the value, or it is written out.
    private static func isSecret(_ name: String, _ value: String) -> Bool {
        if let stored = PipelineParts.storedName(in: value), SecretName.matches(stored) { return true }
        guard SecretName.matches(name) else { return false }
        return value.has("$") || SecretText.kind(of: value) == .real
    }
}
