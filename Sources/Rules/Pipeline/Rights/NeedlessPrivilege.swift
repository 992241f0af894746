import Basics
import ECSModel
import Pipelines
import RuleKit
import ShellSyntax

struct NeedlessPrivilege: Rule {
    static let about = About(
        id: "PL318", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "A builder is privileged and builds no image", ja: "イメージをビルドしないのに有効な特権モード"),
        why: Text(
            en: """
                A privileged build may use all devices of the machine below it; code of a package or a test gets further than \
                it has to.
                """,
            ja: """
                特権モードのビルドは、下のマシンのすべてのデバイスを操作できます。パッケージやテストのコードが、必要以上のことを\
                できてしまいます。
                """),
        remedy: Text(
            en: "Set `PrivilegedMode` to `false`; keep it for projects that run a Docker daemon.",
            ja: "`PrivilegedMode` を `false` にし、Docker デーモンを動かすプロジェクトだけで使ってください。"),
        message: Text(
            en: "`{job}` is privileged, and nothing in it uses Docker", ja: "`{job}` は特権モードですが、Docker を使っていません"),
        proof: Text(
            en: "`{job}` is {kind|off=not privileged|privileged to build images}",
            ja: "`{job}` は{kind|off=特権モードではありません|イメージのビルドのために特権モードを使います}"),
        links: [
            "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-5",
            "https://docs.aws.amazon.com/codebuild/latest/userguide/sample-docker.html",
        ],
        aliases: [
            "CodeBuild.5", "CKV_AWS_316", "CODEBUILD_PROJECT_ENVIRONMENT_PRIVILEGED_CHECK",
        ],
        differs: Text(
            en: """
                Peers report every privileged project. CodeBuild cannot run a Docker daemon without it, so here only projects \
                that use none count, where all commands are known.
                """,
            ja: """
                ほかのツールは特権モードなら常に報告します。CodeBuild で Docker デーモンを動かすには特権モードが必要なため、\
                ここではすべてのコマンドがわかり、Docker を使っていない場合に限ります。
                """),
        answers: ["SEC_02.privileged"],
        fails: [
            """
            === template.yaml
            Resources:
              Test:
                Type: AWS::CodeBuild::Project
                Properties:
                  Name: test
                  Environment: {ComputeType: BUILD_GENERAL1_SMALL, Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER, PrivilegedMode: ⟦true⟧}
                  Source: {Type: CODECOMMIT, BuildSpec: buildspec.yml}
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands: [npm ci, npm test]
            """,
            """
            === main.tf
            resource "aws_codebuild_project" "test" {
              name = "test"
              environment {
                image           = "aws/codebuild/standard:7.0"
                privileged_mode = ⟦true⟧
              }
              source {
                type      = "CODECOMMIT"
                buildspec = "buildspec.yml"
              }
            }
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands: [go test ./...]
            """,
        ],
        passes: [
            """
            === template.yaml
            Resources:
              Test:
                Type: AWS::CodeBuild::Project
                Properties:
                  Name: test
                  Environment: {Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER, PrivilegedMode: true}
                  Source: {Type: CODECOMMIT, BuildSpec: buildspec.yml}
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands: [./ci/build.sh]
            """,
            """
            === template.yaml
            Resources:
              Test:
                Type: AWS::CodeBuild::Project
                Properties:
                  Environment: {Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER, PrivilegedMode: true}
                  Source: {Type: CODECOMMIT}
            """,
        ],
        proves: [
            """
            === template.yaml
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Name: build
                  Environment: {Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER, PrivilegedMode: ⟦true⟧}
                  Source: {Type: CODECOMMIT, BuildSpec: buildspec.yml}
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands: ['docker build -t web .']
            """,
            """
            === template.yaml
            Resources:
              Test:
                Type: AWS::CodeBuild::Project
                Properties:
                  Name: test
                  Environment: {Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER, PrivilegedMode: ⟦false⟧}
                  Source: {Type: CODECOMMIT, BuildSpec: buildspec.yml}
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands: [npm test]
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let pipeline = subject.pipeline
        guard pipeline.form == .codeBuild || pipeline.form == .codePipeline else { return }
        for job in pipeline.jobs {
            guard case .known(let isPrivileged, let place) = job.runner.privileged else { continue }
            let name = pipeline.projects[job.id].flatMap {
                subject.all.projects.indices.contains($0) ? subject.all.projects[$0].name : nil
            }
            let arguments = ["job": name ?? job.id]
            if !isPrivileged {
                report.holds(at: place.span, arguments.merging(["kind": "off"]) { $1 })
            } else if Self.usesDocker(job) {
                report.holds(at: place.span, arguments.merging(["kind": "on"]) { $1 })
            } else if pipeline.gaps.isEmpty, job.steps.allSatisfy(\.isFollowed) {
                report.fault(at: place.span, arguments)
            }
        }
    }

    private static func usesDocker(_ job: Job) -> Bool {
        job.steps.contains { step in
            guard case .script(let script) = step.work else { return false }
            return script.shell.commands.contains {
                daemonUsers.contains($0.program ?? "") || $0.words.contains { $0.template.has("docker") }
            }
        }
    }

    private static let daemonUsers: Set<String> = [
        "docker", "dockerd", "docker-compose", "dockerd-entrypoint.sh", "podman", "buildah", "nerdctl", "buildctl",
        "pack", "skopeo", "kind", "k3d", "minikube", "act", "earthly", "sam", "cdk", "copilot",
    ]
}
