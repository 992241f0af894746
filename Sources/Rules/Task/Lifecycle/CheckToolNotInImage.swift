import Basics
import DockerfileSyntax
import ECSModel
import RuleKit
import Workload

struct CheckToolNotInImage: Rule {
    static let about = About(
        id: "TD304", since: "0.1", severity: .high,
        title: Text(en: "Container health check with a tool that the image lacks", ja: "イメージにないツールを使うコンテナヘルスチェック"),
        why: Text(
            en: """
                The check fails at each run, so that ECS stops healthy tasks one after the other and no deployment \
                becomes stable.
                """,
            ja: "チェックが毎回失敗するため、ECS は正常なタスクを次々に停止し、デプロイがいつまでも安定しません。"),
        remedy: Text(
            en:
                "Install the tool in the image, or use one that is there (the runtime itself, or the program's own check).",
            ja: "ツールをイメージにインストールするか、すでに含まれているもの (ランタイム自身やアプリケーションの確認コマンド) を使ってください。"),
        message: Text(en: "`{tool}` is not in the image", ja: "`{tool}` がイメージに含まれていません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html"],
        answers: ["REL_05.check-command", "OPS_02.health-checks"],
        fails: [
            """
            === Dockerfile
            FROM python:3.13-slim
            COPY app.py /app/
            CMD ["python", "/app/app.py"]
            === app.py
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "<IMAGE1_NAME>",
              "healthCheck": {"command": ["CMD-SHELL", ⟦"curl -f http://localhost:8000/ || exit 1"⟧]}}]}
            """,
            """
            === Dockerfile
            FROM gcr.io/distroless/static
            COPY app /app
            ENTRYPOINT ["/app"]
            === app
            === template.yaml
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: !Ref Image
                      HealthCheck: {Command: [CMD, ⟦wget⟧, -q, 'http://localhost/']}
            """,
        ],
        passes: [
            "=== Dockerfile\nFROM python:3.13-slim\nRUN apt-get update && apt-get install -y curl\nCMD [\"python\", \"app.py\"]\n=== taskdef.json\n{\"family\": \"web\", \"containerDefinitions\": [{\"name\": \"web\", \"image\": \"<IMAGE1_NAME>\", \"healthCheck\": {\"command\": [\"CMD-SHELL\", \"curl -f localhost\"]}}]}\n",
            "=== Dockerfile\nFROM python:3.13-slim\nCMD [\"python\", \"app.py\"]\n=== taskdef.json\n{\"family\": \"web\", \"containerDefinitions\": [{\"name\": \"web\", \"image\": \"<IMAGE1_NAME>\", \"healthCheck\": {\"command\": [\"CMD-SHELL\", \"python -c 'import app'\"]}}]}\n",
            // Nobody here builds that image.
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "python:3.13-slim", "healthCheck": {"command": ["CMD-SHELL", "curl -f localhost"]}}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            guard let check = container.definition.healthCheck, let command = CheckCommand(check),
                let workload = container.workload, let stage = workload.stage,
                let tool = command.program(["curl", "wget"]),
                HealthcheckToolMissing.isMissing(tool, from: stage, of: workload.dockerfile)
            else { continue }
            report.fault(
                at: command.place, ["tool": tool],
                related: [
                    Finding.Related(
                        workload.dockerfile.source.span(stage.image.range),
                        Text(en: "the image is built here", ja: "イメージはここでビルドされます"))
                ])
        }
    }
}
