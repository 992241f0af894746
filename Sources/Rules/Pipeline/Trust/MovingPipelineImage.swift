import Basics
import DockerfileSyntax
import ECSModel
import Pipelines
import RuleKit

struct MovingPipelineImage: Rule {
    static let about = About(
        id: "PL403", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "A job runs in an image without a version", ja: "バージョンのないイメージで動くジョブ"),
        why: Text(
            en: """
                The next run has other tools: it fails without a change of yours, or builds something else, and nobody can \
                tell which version made yesterday's image.
                """,
            ja: """
                次の実行ではツールが変わります。何も変更していないのに失敗したり、別のものがビルドされたりし、昨日のイメージをどの\
                バージョンで作ったのかもわかりません。
                """),
        remedy: Text(
            en: "Name a version, or better a digest: `docker:29.0.1-cli@sha256:…`.",
            ja: "バージョンか、できればダイジェストを指定してください: `docker:29.0.1-cli@sha256:…`"),
        message: Text(en: "`{image}` is another image tomorrow", ja: "`{image}` の内容は固定されていません"),
        links: [
            "https://docs.gitlab.com/ci/docker/using_docker_images/",
            "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idcontainer",
        ],
        aliases: ["zizmor/unpinned-images"],
        differs: Text(
            en: "A tag that names a version passes: zizmor asks for a digest.",
            ja: "バージョンを表すタグがあれば報告しません。zizmor はダイジェストを求めます。"),
        fails: [
            """
            === .gitlab-ci.yml
            build:
              image: ⟦docker:latest⟧
              services:
                - ⟦docker:dind⟧
              script: ['docker build -t web .']
            """,
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              test:
                runs-on: ubuntu-24.04
                container: ⟦node⟧
                services:
                  db:
                    image: ⟦postgres:latest⟧
                steps:
                  - uses: docker://⟦alpine⟧
            """,
        ],
        passes: [
            """
            === .gitlab-ci.yml
            build:
              image: $CI_REGISTRY_IMAGE/builder
              services: ['docker:29-dind']
              script: ['docker build -t web .']
            test:
              image: node:24
              script: [npm test]
            """,
            """
            === template.yaml
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Environment: {Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER}
                  Source: {Type: CODECOMMIT}
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        var said: Set<String> = []
        func say(_ image: String, _ place: Place) {
            guard Self.moves(image), said.insert("\(place.path) \(place.range.lowerBound)").inserted else { return }
            report.fault(at: PipelineParts.part(image, of: place).span, ["image": image])
        }
        for job in subject.pipeline.jobs {
            if let image = job.runner.image?.known, let place = job.runner.imagePlace ?? job.runner.place {
                say(image, place)
            }
            for service in job.runner.services { if let image = service.image.known { say(image, service.place) } }
        }
        for item in PipelineParts.actions(subject.pipeline) where item.action.name.hasPrefix("docker://") {
            say(String(item.action.name.dropFirst(9)), item.action.place)
        }
    }

    /// No tag, `latest`, or one that names a kind and no version: `docker:dind`, `node:alpine`.
    private static func moves(_ image: String) -> Bool {
        let reference = ImageReference(image)
        guard reference.digest == nil else { return false }
        guard let tag = reference.tag else { return true }
        return !tag.utf8.contains { (0x30...0x39).contains($0) } && kinds.contains(tag.lowercased())
    }

    private static let kinds: Set<String> = [
        "latest", "stable", "edge", "nightly", "dev", "main", "master", "lts", "alpine", "slim", "dind", "cli", "git",
        "current", "canary", "next", "debug", "rootless", "dind-rootless",
    ]
}
