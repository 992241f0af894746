import Basics
import ECSModel
import Pipelines
import RuleKit

struct OtherImageScanned: Rule {
    static let about = About(
        id: "PL107", since: "0.1", severity: .high,
        title: Text(en: "The scan looks at another image", ja: "別のイメージのスキャン"),
        why: Text(
            en: "The scan passes or fails for an image of an earlier build, and what is pushed was never looked at.",
            ja: "スキャンの合否は以前のビルドのイメージに対するもので、push するイメージは調べられていません。"),
        remedy: Text(
            en: "Scan the very name, or better the digest, that the build made.",
            ja: "ビルドしたイメージと同じ名前、できればダイジェストを指定してスキャンしてください。"),
        message: Text(
            en: "`{scanned}` is scanned, and `{pushed}` is pushed",
            ja: "スキャンの対象は `{scanned}` で、push されるのは `{pushed}` です"),
        links: ["https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/detective-controls.html"],
        answers: ["SEC_03.scan-gate", "ECS_50.scan-at-build", "DP_05.scan"],
        onlyFaults: ["SEC_03.scan-gate", "ECS_50.scan-at-build", "DP_05.scan"],
        fails: [
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - trivy image --exit-code 1 ⟦example.com/web:latest⟧
                - docker push example.com/web:$CI_COMMIT_SHA
            """,
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - run: docker build -t example.com/web:${{ github.sha }} .
                  - uses: aquasecurity/trivy-action@0.28.0
                    with: {image-ref: ⟦'example.com/web:latest'⟧, exit-code: '1'}
                  - run: docker push example.com/web:${{ github.sha }}
            """,
        ],
        passes: [
            // The same image by another name.
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build -t example.com/web:latest .
                - docker tag example.com/web:latest example.com/web:$CI_COMMIT_SHA
                - trivy image --exit-code 1 example.com/web:latest
                - docker push example.com/web:$CI_COMMIT_SHA
            """,
            // What the variable holds is not known.
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build -t example.com/web:$TAG .
                - trivy image --exit-code 1 example.com/web:latest
                - docker push example.com/web:$TAG
            """,
            // The base is scanned too.
            """
            === .gitlab-ci.yml
            build:
              script:
                - trivy image alpine:3.22
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - docker push example.com/web:$CI_COMMIT_SHA
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let made = subject.events(.build, .push, .promote).flatMap(\.activity.images)
        guard let pushed = subject.pushes.lazy.compactMap(\.activity.images.first).first,
            subject.isFollowed || subject.pipeline.gaps.isEmpty
        else { return }
        for scan in subject.events(.scan) {
            for use in scan.activity.images {
                let name = TaggedName(use.name)
                guard name.isWritten, made.contains(where: { TaggedName($0.name).repository == name.repository }),
                    made.allSatisfy({ $0.content != use.content && TaggedName($0.name).surelyDiffers(from: name) })
                else { continue }
                report.fault(
                    at: use.place.span, ["scanned": use.name.shown, "pushed": pushed.name.shown],
                    related: [.init(pushed.place.span, Text(en: "what is pushed", ja: "push されるイメージ"))])
            }
        }
    }
}

extension TaggedName {
    /// The tag is no variable.
    fileprivate var isWritten: Bool { tag == nil ? origin == .none : tag?.known != nil }

    /// Whether the two can never be the same image by name.
    fileprivate func surelyDiffers(from other: TaggedName) -> Bool {
        if repository != other.repository { return repository.known != nil && other.repository.known != nil }
        switch origin {
        case .commit, .buildNumber, .date: return tag?.known == nil
        case .latest, .none: return !other.origin.isLatest
        case .version, .word: return tag != other.tag
        case .moving: return tag?.known != nil && tag != other.tag
        case .digest, .release, .unknown: return false
        }
    }
}
