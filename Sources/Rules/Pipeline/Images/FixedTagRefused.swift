import Basics
import ECSModel
import Pipelines
import RuleKit
import Workload

struct FixedTagRefused: Rule {
    static let about = About(
        id: "PL208", since: "0.1", severity: .high,
        title: Text(en: "A tag is pushed twice into a repository that refuses it", ja: "タグの上書きを拒否するリポジトリへの固定タグ"),
        why: Text(
            en: """
                The first run pushes the tag. From the second on, ECR answers that the tag exists already and cannot be \
                overwritten, and the pipeline fails.
                """,
            ja: """
                1 回目の実行では push できますが、2 回目からは、タグがすでに存在し上書きできないというエラーを ECR が返し、パイプラインが\
                失敗します。
                """),
        remedy: Text(
            en: "Push the tag of the commit only, or except this tag with `IMMUTABLE_WITH_EXCLUSION`.",
            ja: "コミットのタグだけを push するか、`IMMUTABLE_WITH_EXCLUSION` でこのタグを除外してください。"),
        message: Text(
            en: "`{repository}` is immutable, and `{tag}` is pushed by each run",
            ja: "`{repository}` は変更不可ですが、実行のたびに `{tag}` が push されます"),
        links: ["https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - run: docker build -t 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:latest .
                  - run: docker push ⟦123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:latest⟧
            === template.yaml
            Resources:
              Repository:
                Type: AWS::ECR::Repository
                Properties: {RepositoryName: web, ImageTagMutability: IMMUTABLE}
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker build -t $REGISTRY/web:latest .
                  - docker push ⟦$REGISTRY/web:latest⟧
            === main.tf
            resource "aws_ecr_repository" "web" {
              name                 = "web"
              image_tag_mutability = "IMMUTABLE"
            }
            """,
            // The cache has its tag in the same repository.
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - id: login
                    uses: aws-actions/amazon-ecr-login@v2
                  - uses: ⟦docker/build-push-action@v6⟧
                    with:
                      push: true
                      tags: ${{ steps.login.outputs.registry }}/web:${{ github.sha }}
                      cache-from: type=registry,ref=${{ steps.login.outputs.registry }}/web:cache
                      cache-to: type=registry,mode=max,image-manifest=true,ref=${{ steps.login.outputs.registry }}/web:cache
            === template.yaml
            Resources:
              Repository:
                Type: AWS::ECR::Repository
                Properties: {RepositoryName: web, ImageTagMutability: IMMUTABLE}
            """,
        ],
        passes: [
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:$CODEBUILD_RESOLVED_SOURCE_VERSION
                  - docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/tools:latest
            === template.yaml
            Resources:
              Repository:
                Type: AWS::ECR::Repository
                Properties: {RepositoryName: web, ImageTagMutability: IMMUTABLE}
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:latest
            === template.yaml
            Resources:
              Repository:
                Type: AWS::ECR::Repository
                Properties:
                  RepositoryName: web
                  ImageTagMutability: IMMUTABLE_WITH_EXCLUSION
                  ImageTagMutabilityExclusionFilters: [{ImageTagMutabilityExclusionFilterType: WILDCARD, ImageTagMutabilityExclusionFilterValue: latest}]
            """,
            // Another registry's repository of that name.
            """
            === buildspec.yml
            version: 0.2
            phases: {build: {commands: [docker push ghcr.io/web:latest]}}
            === template.yaml
            Resources:
              Repository:
                Type: AWS::ECR::Repository
                Properties: {RepositoryName: web, ImageTagMutability: IMMUTABLE}
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        for event in subject.events(.build) {
            // A cache is exported under the same tag again and again.
            for name in (event.activity.build?.cacheTo ?? []).compactMap(Self.cacheName) {
                guard let repository = repository(name, subject),
                    case .known("IMMUTABLE", let place) = repository.properties.string("imageTagMutability")
                else { continue }
                tell(event.activity.place, name, repository, place, subject, &report)
            }
        }
        for event in subject.events(.push, .promote) {
            for (use, name) in event.activity.names {
                guard name.origin.isLatest || name.isMovingWord, let repository = repository(name, subject),
                    case .known("IMMUTABLE", let place) = repository.properties.string("imageTagMutability")
                else { continue }
                tell(use.place, name, repository, place, subject, &report)
            }
        }
    }

    private func tell(
        _ place: Place, _ name: TaggedName, _ repository: System.Member, _ mode: Place, _ subject: PipelineSubject,
        _ report: inout Report
    ) {
        report.fault(
            at: place.span,
            [
                "repository": subject.all.system.name(of: repository) ?? repository.resource.address,
                "tag": name.tag?.shown ?? "latest",
            ],
            related: [.init(mode.span, Text(en: "tags of the repository cannot change", ja: "リポジトリのタグは変更できません"))])
    }

    /// The image that a cache of `type=registry` is kept in, when its tag is written out.
    private static func cacheName(_ target: TermText) -> TaggedName? {
        let text = target.shown
        guard text.has("type=registry"), let start = text.firstRange(of: "ref=")?.upperBound else { return nil }
        let reference = text[start...].prefix { $0 != "," && $0 != "\"" }
        var parts: [TermText.Part] = []
        var rest = reference
        if reference.hasPrefix("${"), let close = reference.firstIndex(of: "}") {
            parts.append(
                .unknown(
                    Unknown(.expression, String(reference[reference.index(reference.startIndex, offsetBy: 2)..<close])))
            )
            rest = reference[reference.index(after: close)...]
        }
        guard !rest.contains("$") else { return nil }
        let name = TaggedName(TermText(parts + [.literal(String(rest))]))
        return name.tag?.known == nil ? nil : name
    }

    private func repository(_ name: TaggedName, _ subject: PipelineSubject) -> System.Member? {
        let system = subject.all.system
        if let reference = name.repository.references.first {
            return system.member(reference.resource, in: subject.pipeline.stack ?? -1)
                .flatMap { $0.resource.type == ResourceType.repository ? $0 : nil }
        }
        // The host must be ECR's, or a variable that may be.
        guard let path = name.path, name.repository.known.map({ $0.has(".dkr.ecr.") }) ?? true else { return nil }
        return system.resolve(TermText(path), type: ResourceType.repository, from: subject.pipeline.stack ?? -1)
    }
}

extension TaggedName {
    /// A tag that is written out and pushed by each run: the name of a branch or an environment.
    fileprivate var isMovingWord: Bool {
        if case .moving = origin { return tag?.known != nil }
        return false
    }
}
