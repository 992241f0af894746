import Basics
import ECSModel
import Pipelines
import RuleKit
import ShellSyntax

struct DaemonWithoutTLS: Rule {
    static let about = About(
        id: "PL319", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "The Docker daemon of the pipeline is open", ja: "認証なしで開かれた Docker デーモン"),
        why: Text(
            en: """
                Who reaches the port is root on the machine below. On a runner that jobs share, a job of another project takes \
                the images and secrets of this one.
                """,
            ja: """
                ポートに到達できれば、下のマシンの root 権限を得られます。ジョブがランナーを共有していると、ほかのプロジェクトの\
                ジョブからイメージやシークレットを奪われます。
                """),
        remedy: Text(
            en:
                "Leave `DOCKER_TLS_CERTDIR` at `/certs` and use port 2376, or a socket: `dockerd --host=unix:///var/run/docker.sock`.",
            ja: """
                `DOCKER_TLS_CERTDIR` を `/certs` にしてポート 2376 を使うか、ソケット `dockerd --host=unix:///var/run/docker.sock` に\
                してください。
                """),
        message: Text(
            en: "`{setting}` opens the Docker daemon without authentication",
            ja: "`{setting}` により Docker デーモンが認証なしで開かれます"),
        links: [
            "https://docs.gitlab.com/ci/docker/using_docker_build/",
            "https://docs.docker.com/engine/security/protect-access/",
        ],
        fails: [
            """
            === .gitlab-ci.yml
            build:
              image: docker:29
              services: ['docker:29-dind']
              variables:
                DOCKER_TLS_CERTDIR: ⟦""⟧
              script: ['docker build -t web .']
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              install:
                commands:
                  - dockerd --host=unix:///var/run/docker.sock ⟦--host=tcp://0.0.0.0:2375⟧ &
            """,
        ],
        passes: [
            """
            === .gitlab-ci.yml
            build:
              image: docker:29
              services: ['docker:29-dind']
              variables: {DOCKER_TLS_CERTDIR: /certs}
              script: ['docker build -t web .']
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              install:
                commands:
                  - nohup /usr/local/bin/dockerd --host=unix:///var/run/docker.sock --host=tcp://127.0.0.1:2375 --storage-driver=overlay2 &
                  - dockerd --tlsverify --host=tcp://0.0.0.0:2376 &
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let pipeline = subject.pipeline
        let hasDaemon = pipeline.jobs.contains { job in
            job.runner.services.contains { $0.image.shown.has("dind") }
        }
        if pipeline.form == .gitLab, hasDaemon {
            for variable in PipelineParts.variables(pipeline)
            where variable.name == "DOCKER_TLS_CERTDIR" && variable.value.known == "" {
                report.fault(at: PipelineParts.value(of: variable).span, ["setting": "DOCKER_TLS_CERTDIR"])
            }
        }
        for item in PipelineParts.scripts(pipeline) {
            for command in item.script.shell.commands where command.program == "dockerd" {
                let options = Options(command.effectiveArguments, taking: ["-H", "--host"])
                guard !options.has("--tlsverify") else { continue }
                for option in options.options where option.name == "-H" || option.name == "--host" {
                    guard let value = option.value, value.hasPrefix("tcp://"), isOpen(value) else { continue }
                    let end = (option.valueWord ?? option.word).range.upperBound
                    report.fault(
                        at: item.script.place(option.word.range.lowerBound..<end).span, ["setting": "--host=\(value)"])
                }
            }
        }
    }

    private func isOpen(_ address: String) -> Bool {
        let host = address.dropFirst(6).prefix { $0 != ":" }
        return host == "0.0.0.0" || host.isEmpty
    }
}
