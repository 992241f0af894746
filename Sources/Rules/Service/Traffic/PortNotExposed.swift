import Basics
import DockerfileSyntax
import ECSModel
import RuleKit
import Workload

struct PortNotExposed: Rule {
    static let about = About(
        id: "SV407", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Mapped port is not one that the image exposes", ja: "イメージの EXPOSE にないポートのマッピング"),
        why: Text(
            en:
                "`EXPOSE` is what the image's authors say it listens on: at another port probably nobody does, and health checks fail.",
            ja: "`EXPOSE` は、イメージの作成者が示す待ち受けポートです。別のポートでは何も待ち受けていない可能性が高く、ヘルスチェックに失敗します。"),
        remedy: Text(
            en: "Map the port that the application listens on, and write that port into `EXPOSE`.",
            ja: "アプリケーションが待ち受けるポートをマッピングし、`EXPOSE` も同じポートにしてください。"),
        message: Text(
            en: "port {mapped} is mapped, but the image exposes {exposed}",
            ja: "{mapped} 番ポートがマッピングされていますが、イメージの EXPOSE は {exposed} です"),
        proof: Text(en: "the image exposes the mapped port {mapped}", ja: "マッピングした {mapped} 番ポートは EXPOSE されています"),
        links: [
            "https://docs.docker.com/reference/dockerfile/#expose",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
        ],
        answers: ["12F_07.port"],
        yieldsTo: ["SV401"],
        fails: [
            """
            === Dockerfile
            FROM eclipse-temurin:21
            EXPOSE 8080
            CMD ["java", "-jar", "app.jar"]
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1",
              "portMappings": [{"containerPort": ⟦80⟧}]}]}
            """,
            """
            === Dockerfile
            FROM eclipse-temurin:21
            EXPOSE 8080
            CMD ["java", "-jar", "app.jar"]
            === template.yaml
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1
                      PortMappings: [{ContainerPort: ⟦3000⟧}]
            """,
        ],
        passes: [
            // A variable of the definition moves the port.
            """
            === Dockerfile
            FROM eclipse-temurin:21
            EXPOSE 8080
            CMD ["java", "-jar", "app.jar"]
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1",
              "environment": [{"name": "SERVER_PORT", "value": "80"}], "portMappings": [{"containerPort": 80}]}]}
            """,
            """
            === Dockerfile
            FROM eclipse-temurin:21
            ARG PORT
            EXPOSE $PORT
            CMD ["java", "-jar", "app.jar"]
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1",
              "portMappings": [{"containerPort": 80}]}]}
            """,
        ],
        proves: [
            """
            === Dockerfile
            FROM eclipse-temurin:21
            EXPOSE 8080-8090
            CMD ["java", "-jar", "app.jar"]
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1",
              "portMappings": [{"containerPort": ⟦8080⟧}]}]}
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            let definition = container.definition
            guard let workload = container.workload, let exposed = workload.config?.exposed, !exposed.isEmpty,
                definition.command.isAbsent, definition.entryPoint.isAbsent, definition.environmentFiles.isEmpty,
                definition.term["environment"]?.isUnknown != true, !Self.mayBeToldElsewhere(definition)
            else { continue }
            let ranges = exposed.map { PortMismatch.range($0.value.value) }
            let mapped = definition.portMappings.map(\.containerPort)
            guard !mapped.isEmpty, !ranges.contains(where: { $0 == nil }), mapped.allSatisfy({ $0.value != nil }) else {
                continue
            }
            let known = mapped.compactMap { field -> (port: Int, place: Place)? in
                if case .known(let port, let place) = field { (port, place) } else { nil }
            }
            if let match = known.first(where: { one in ranges.contains { $0?.contains(one.port) == true } }) {
                report.holds(
                    at: match.place.span, ["mapped": String(match.port)],
                    related: Self.related(workload))
                continue
            }
            guard let first = known.first else { continue }
            report.fault(
                at: first.place.span,
                [
                    "mapped": String(first.port),
                    "exposed": exposed.map(\.value.shown).joined(separator: " "),
                ],
                related: Self.related(workload))
        }
    }

    private static func related(_ workload: Workload) -> [Finding.Related] {
        (workload.config?.exposed ?? []).prefix(1).map {
            .init(
                workload.dockerfile.source.span($0.value.range), Text(en: "what the image exposes", ja: "イメージの EXPOSE"))
        }
    }

    /// Whether a variable may tell the application another port.
    private static func mayBeToldElsewhere(_ definition: ContainerDefinition) -> Bool {
        (definition.environment + definition.secrets).contains { variable in
            guard let name = variable.name.value?.uppercased() else { return true }
            return ["PORT", "URL", "BIND", "ADDR", "LISTEN"].contains { name.has($0) }
        }
    }
}
