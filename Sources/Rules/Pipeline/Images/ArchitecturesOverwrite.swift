import Basics
import ECSModel
import Pipelines
import RuleKit

struct ArchitecturesOverwrite: Rule {
    static let about = About(
        id: "PL211", since: "0.1", severity: .high,
        title: Text(en: "Architectures overwrite each other's tag", ja: "互いにタグを上書きするアーキテクチャ別ビルド"),
        why: Text(
            en: """
                Each job pushes its one architecture under the same tag: what comes last stays, and tasks of the other \
                architecture end with `exec format error`.
                """,
            ja: """
                各ジョブが 1 つのアーキテクチャのイメージを同じタグで push するため最後のものだけが残り、もう一方のアーキテクチャのタスクは \
                `exec format error` で終了します。
                """),
        remedy: Text(
            en: """
                Push each by digest or under a tag of its own, and join them with `docker buildx imagetools create`; or \
                build all platforms in one build.
                """,
            ja: """
                それぞれをダイジェストか固有のタグで push して `docker buildx imagetools create` でまとめるか、1 回のビルドですべての\
                プラットフォームをビルドしてください。
                """),
        message: Text(
            en: "`{image}` is pushed for {first} and for {second} under the same tag",
            ja: "`{image}` が {first} 向けと {second} 向けに同じタグで push されます"),
        proof: Text(
            en: "one build makes the manifest list for {platforms}",
            ja: "1 回のビルドで {platforms} のマニフェストリストが作られます"),
        links: [
            "https://docs.docker.com/build/ci/github-actions/multi-platform/",
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-push-multi-architecture-image.html",
        ],
        answers: ["COST_06.manifest-list"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                strategy:
                  matrix:
                    runner: [ubuntu-24.04, ubuntu-24.04-arm]
                runs-on: ${{ matrix.runner }}
                steps:
                  - run: docker build -t example.com/web:${{ github.sha }} .
                  - run: docker push ⟦example.com/web:${{ github.sha }}⟧
            """,
            """
            === .gitlab-ci.yml
            intel:
              script: [docker buildx build --platform linux/amd64 -t example.com/web:1.2.3 --push .]
            arm:
              script: ['docker buildx build --platform linux/arm64 -t ⟦example.com/web:1.2.3⟧ --push .']
            """,
        ],
        passes: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                strategy: {matrix: {arch: [amd64, arm64]}}
                runs-on: ubuntu-24.04
                steps:
                  - run: docker buildx build --platform linux/${{ matrix.arch }} -t example.com/web:1-${{ matrix.arch }} --push .
            """,
            """
            === .gitlab-ci.yml
            intel:
              script: [docker buildx build --platform linux/amd64 -t example.com/web:1.2.3-amd64 --push .]
            arm:
              script: [docker buildx build --platform linux/arm64 -t example.com/web:1.2.3-arm64 --push .]
            """,
        ],
        proves: [
            """
            === .gitlab-ci.yml
            build:
              script:
                - ⟦docker buildx build --platform linux/amd64,linux/arm64 -t example.com/web:1.2.3 --push .⟧
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        if let both = subject.events(.build).first(where: { $0.architectures == ["amd64", "arm64"] }),
            !subject.pushes.isEmpty
        {
            report.holds(at: both.span, ["platforms": both.activity.build?.platforms.joined(separator: ", ") ?? ""])
        }
        var known: [TermText: (architecture: String, place: Place)] = [:]
        for push in subject.pushes where !push.isByDigest {
            for use in push.activity.images {
                let name = TaggedName(use.name)
                guard name.origin != .unknown, name.origin != .digest else { continue }
                if let two = push.job.matrixArchitectures, !use.name.namesMatrix {
                    // A condition may let one combination push alone.
                    guard push.step.condition == nil, !push.activity.isConditional else { continue }
                    report.fault(
                        at: use.place.span, ["image": use.name.shown, "first": two.first, "second": two.second])
                    continue
                }
                guard push.job.matrix.isEmpty, let own = architecture(of: push, use, subject) else { continue }
                guard let other = known[use.name] else {
                    known[use.name] = (own, use.place)
                    continue
                }
                if other.architecture != own {
                    report.fault(
                        at: use.place.span, ["image": use.name.shown, "first": other.architecture, "second": own],
                        related: [.init(other.place.span, Text(en: "pushed here first", ja: "先に push される場所"))])
                }
            }
        }
    }

    /// The one architecture that a pushed image was built for; nil for several, or where that is not known.
    private func architecture(of push: Event, _ use: Activity.ImageUse, _ subject: PipelineSubject) -> String? {
        let build = subject.events(.build).last { build in
            build.job.id == push.job.id
                && (subject.order.precedes(build, push) || build.activity.place.range == push.activity.place.range)
                && build.activity.images.contains { $0.name == use.name || $0.content == use.content }
        }
        guard let build, let all = build.architectures, all.count == 1 else { return nil }
        return all.first
    }
}

extension Event {
    fileprivate var architectures: Set<String>? {
        guard let build = activity.build else { return nil }
        let names = build.platforms.map(Platform.architecture)
        if names.contains(nil) { return nil }
        if names.isEmpty { return job.matrix.isEmpty ? job.runner.architecture.map { [$0] } : nil }
        return Set(names.compactMap { $0 })
    }

    fileprivate var isByDigest: Bool {
        text.has("push-by-digest") || step.action?.inputs.contains { $0.value.shown.has("push-by-digest") } == true
    }
}

extension Job {
    /// Two architectures among the combinations that it runs with.
    fileprivate var matrixArchitectures: (first: String, second: String)? {
        var found: [String] = []
        for combination in matrix {
            for (_, value) in combination.sorted(by: { $0.key < $1.key }) {
                guard let own = Self.architecture(value.shown.lowercased()), !found.contains(own) else { continue }
                found.append(own)
            }
        }
        guard let first = found.first, let second = found.dropFirst().first else { return nil }
        // One build may make both; the matrix is about the runners then.
        let makesBoth = steps.contains { $0.activities.contains { ($0.build?.platforms.count ?? 0) > 1 } }
        return makesBoth ? nil : (first, second)
    }

    private static func architecture(_ value: String) -> String? {
        if value.has("arm64") || value.has("aarch64") || value.hasSuffix("-arm") { return "arm64" }
        if value.has("amd64") || value.has("x86_64") || value.hasPrefix("ubuntu-") { return "amd64" }
        return nil
    }
}

extension TermText {
    /// A value of the matrix is part of it.
    fileprivate var namesMatrix: Bool {
        parts.contains { if case .unknown(let unknown) = $0 { unknown.text.lowercased().has("matrix") } else { false } }
    }
}
