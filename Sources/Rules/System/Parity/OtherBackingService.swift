import Basics
import Parity
import RuleKit

struct OtherBackingService: Rule {
    static let about = About(
        id: "PA104", since: "0.1", severity: .medium,
        title: Text(
            en: "Environments use different databases or caches", ja: "環境によってデータベースやキャッシュが異なる"),
        why: Text(
            en: """
                Another engine or major version has another planner, other types and other limits: a query that works \
                on one machine fails in production.
                """,
            ja: """
                エンジンやメジャーバージョンが違うと、実行計画、型、制限も異なります。手元で動いたクエリが本番で失敗する原因になります。
                """),
        remedy: Text(
            en: "Use the engine and the major version of production in each environment, also in the compose file.",
            ja: "Compose ファイルを含むすべての環境で、本番と同じエンジンとメジャーバージョンを使ってください。"),
        message: Text(en: "`{field}` differs: {values}", ja: "`{field}` が環境間で異なります: {values}"),
        links: [
            "https://12factor.net/dev-prod-parity",
            "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.PostgreSQL.html",
        ],
        answers: ["12F_10.parity"], onlyFaults: ["12F_10.parity"],
        fails: [
            """
            === compose.yaml
            services:
              api: {build: ., environment: {DB_HOST: db}}
              db: {image: ⟦postgres:12⟧}
            === infra/main.tf
            resource "aws_db_instance" "main" {
              engine         = "postgres"
              engine_version = "16.4"
            }
            """,
            """
            === compose.yaml
            services:
              api: {build: .}
              db: {image: ⟦mysql:8.4⟧}
            === template.yaml
            Resources:
              Database:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-postgresql, EngineVersion: "16.4"}
            """,
        ],
        passes: [
            """
            === compose.yaml
            services:
              api: {build: .}
              db: {image: postgres:16-alpine}
            === template.yaml
            Resources:
              Database:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-postgresql, EngineVersion: "16.4"}
            """,
            """
            === compose.yaml
            services:
              api: {build: .}
              db: {image: postgres}
              cache: {image: redis:7}
            === template.yaml
            Resources:
              Database:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: postgres, EngineVersion: "16.4"}
            """,
        ]
    )

    func check(_ all: ServiceEnvironments, _ report: inout Report) {
        report.differences(all) { service, _ in service.isBacking }
    }
}
