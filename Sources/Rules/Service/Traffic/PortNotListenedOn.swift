import Basics
import DockerfileSyntax
import ECSModel
import RuleKit
import Workload

struct PortNotListenedOn: Rule {
    static let about = About(
        id: "SV401", since: "0.1", severity: .high,
        title: Text(en: "Mapped port on which nobody listens", ja: "誰も待ち受けていないポートのマッピング"),
        why: Text(
            en:
                "The load balancer sends requests and health checks to a port where nothing answers: every new task is found unhealthy and is stopped, again and again.",
            ja: "ロードバランサーが、応答のないポートへリクエストとヘルスチェックを送ります。新しいタスクは毎回異常と判定され、停止と起動を繰り返します。"),
        remedy: Text(
            en: "Map the port that the application listens on, here and in the service's load balancer.",
            ja: "アプリケーションが待ち受けるポートを、ポートマッピングとサービスのロードバランサー設定の両方に書いてください。"),
        message: Text(
            en: "container `{container}` maps port {mapped}, but its application listens on {port}",
            ja: "コンテナ `{container}` は {mapped} 番ポートをマッピングしていますが、アプリケーションの待ち受けポートは {port} です"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
        ],
        answers: ["12F_07.port"],
        fails: [
            """
            === Dockerfile
            FROM node:22
            ENV PORT=3000
            EXPOSE 3000
            CMD ["node", "server.js"]
            === taskdef.json
            {"family": "web", "networkMode": "awsvpc", "containerDefinitions": [
              {"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1",
               "portMappings": [{"containerPort": ⟦8080⟧}]}]}
            === service.json
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 2,
             "loadBalancers": [{"targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1", "containerName": "web", "containerPort": 8080}]}
            """,
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "environment": [{"name": "PORT", "value": "3000"}], "portMappings": [{"containerPort": ⟦80⟧}]}]}
            """,
            """
            === Dockerfile
            FROM python:3.13
            CMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8000"]
            === template.yaml
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: api
                      Image: !Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/api:v1"
                      PortMappings: [{ContainerPort: ⟦80⟧}]
            """,
        ],
        passes: [
            // The definition tells another port by the variable that the application reads.
            """
            === Dockerfile
            FROM node:22
            ENV PORT=3000
            CMD ["node", "server.js"]
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1",
              "environment": [{"name": "PORT", "value": "8080"}], "portMappings": [{"containerPort": 8080}]}]}
            """,
            // Another command may listen elsewhere.
            """
            === Dockerfile
            FROM python:3.13
            CMD ["uvicorn", "app:app", "--port", "8000"]
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1",
              "command": ["uvicorn", "app:app", "--port", "80"], "portMappings": [{"containerPort": 80}]}]}
            """,
            // Metrics stand beside the application's own port.
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "PORT", "value": "3000"}], "portMappings": [{"containerPort": 9090}, {"containerPort": 3000}]}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "PORT", "value": "<PORT>"}], "portMappings": [{"containerPort": 80}]}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            let mappings = container.definition.portMappings.filter { mapping in
                mapping.networkProtocol.value?.lowercased() != "udp"
            }
            let ports = mappings.compactMap(\.containerPort.value)
            guard !ports.isEmpty, ports.count == mappings.count, let served = served(container), !served.isEmpty,
                !served.contains(where: { ports.contains($0.port) }), let first = served.first
            else { continue }
            let name = container.definition.name.value
            let entries = task.services.flatMap(\.service.loadBalancers).filter { $0.containerName.value == name }
            let balanced = entries.compactMap(\.containerPort.value)
            let mapping = mappings.first { balanced.contains($0.containerPort.value ?? -1) } ?? mappings.first
            guard let mapping, let mapped = mapping.containerPort.value, let place = mapping.containerPort.place else {
                continue
            }
            var related = [
                Finding.Related(first.place, Text(en: "the port that it is told", ja: "待ち受けポートの指定"))
            ]
            for entry in entries {
                guard case .known(mapped, let place) = entry.containerPort else { continue }
                related.append(
                    .init(place.span, Text(en: "the load balancer sends requests there", ja: "ロードバランサーの送信先ポート")))
            }
            related += exposed(container, served: first.port)
            report.fault(
                at: place.span,
                ["container": container.name, "mapped": String(mapped), "port": String(first.port)],
                related: related)
        }
    }

    /// What the application is told: by the definition's `PORT`, else by its image.
    private func served(_ container: TaskSubject.Container) -> [(port: Int, place: Span)]? {
        let definition = container.definition
        for variable in definition.environment where variable.name.value == "PORT" {
            guard case .known(let text, let place) = variable.value else { return nil }
            guard let port = text.known.flatMap(Int.init) else { return nil }
            return [(port, place.span)]
        }
        let names = (definition.environment + definition.secrets).map(\.name.value)
        // `INVOICES_URL` is another service; `ASPNETCORE_URLS` is where this one listens.
        let hints = ["PORT", "URLS", "BIND", "ADDR", "LISTEN"]
        guard let workload = container.workload, definition.command.isAbsent, definition.entryPoint.isAbsent,
            definition.environmentFiles.isEmpty, definition.term["environment"]?.isUnknown != true,
            names.allSatisfy({ name in name.map { name in !hints.contains { name.uppercased().has($0) } } ?? false }),
            workload.process?.background.isEmpty == true, Listening.of(workload)?.mayBeToldElsewhere == false
        else { return nil }
        return Listening.servedPorts(of: workload)
    }

    private func exposed(_ container: TaskSubject.Container, served: Int) -> [Finding.Related] {
        guard let workload = container.workload else { return [] }
        return (workload.config?.exposed ?? []).filter { $0.value.value?.hasPrefix(String(served)) == true }.map {
            .init(workload.dockerfile.source.span($0.value.range), Text(en: "the image exposes it", ja: "イメージの EXPOSE"))
        }
    }
}
