import Parity
import Testing

/// What may differ and what may not, field by field.
@Suite struct ComparisonTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var staging: String
        var production: String
        var field: String
        var outcome: ParityRow.Outcome
        var weight: ParityRow.Weight?

        var testDescription: String { "\(field) \(outcome): \(staging) / \(production)" }

        init(
            _ staging: String, _ production: String, _ field: String, _ outcome: ParityRow.Outcome,
            _ weight: ParityRow.Weight? = nil
        ) {
            self.staging = staging
            self.production = production
            self.field = "containers.web." + field
            self.outcome = outcome
            self.weight = weight
        }
    }

    private static func variable(_ name: String, _ value: String) -> String {
        #""environment": [{"name": "\#(name)", "value": "\#(value)"}]"#
    }
    private static func secret(_ source: String) -> String {
        #""secrets": [{"name": "PASSWORD", "valueFrom": "\#(source)"}]"#
    }
    private static let check = #""healthCheck": {"command": ["CMD", "true"]}"#

    static let containers: [Case] = [
        Case(#""cpu": 256"#, #""cpu": 512"#, "cpu", .mayDiffer),
        Case(#""user": "1000""#, "", "user", .differs, .hard),
        Case(#""user": "1000""#, #""user": "1000""#, "user", .same),
        Case("", check, "healthCheck", .differs, .hard),
        Case(check, #""healthCheck": {"command": ["CMD", "true"], "interval": 30}"#, "healthCheck.interval", .same),
        Case(
            check, #""healthCheck": {"command": ["CMD", "true"], "interval": 9}"#, "healthCheck.interval", .differs,
            .soft),
        Case(#""stopTimeout": 30"#, "", "stopTimeout", .same),
        Case(#""stopTimeout": 60"#, "", "stopTimeout", .differs, .soft),
        Case(#""stopTimeout": "<SECONDS>""#, #""stopTimeout": 60"#, "stopTimeout", .unknown),
        Case(#""command": ["a", "b"]"#, #""command": ["b", "a"]"#, "command", .differs, .soft),
        Case(
            #""linuxParameters": {"capabilities": {"drop": ["A", "B"]}}"#,
            #""linuxParameters": {"capabilities": {"drop": ["B", "A"]}}"#, "linuxParameters.capabilities.drop", .same),
        Case(
            #""portMappings": [{"containerPort": 80, "hostPort": 80}]"#,
            #""portMappings": [{"containerPort": 80, "protocol": "tcp"}]"#, "portMappings.80.protocol", .same),
        Case(
            #""portMappings": [{"containerPort": 80}]"#, #""portMappings": [{"containerPort": 81}]"#, "portMappings.80",
            .differs, .soft),
        // Variables: hosts, names and sizes may differ, switches may not.
        Case(
            variable("API_URL", "http://a.example.com"), variable("API_URL", "http://b.example.com"),
            "variables.API_URL", .mayDiffer),
        Case(
            variable("UPSTREAM", "a.example.com:80"), variable("UPSTREAM", "b.example.com:80"), "variables.UPSTREAM",
            .mayDiffer),
        Case(variable("WORKERS", "2"), variable("WORKERS", "8"), "variables.WORKERS", .mayDiffer),
        Case(variable("NODE_ENV", "staging"), variable("NODE_ENV", "production"), "variables.NODE_ENV", .mayDiffer),
        Case(variable("MODE", "stg"), variable("MODE", "production"), "variables.MODE", .mayDiffer),
        Case(variable("MODE", "production"), variable("MODE", "production"), "variables.MODE", .same),
        Case(variable("NEW_CART", "1"), variable("NEW_CART", "0"), "variables.NEW_CART", .differs, .soft),
        Case(variable("LOG_LEVEL", "debug"), variable("LOG_LEVEL", "info"), "variables.LOG_LEVEL", .differs, .soft),
        Case(
            variable("LOG_LEVEL", "{{ must_env `L` }}"), variable("LOG_LEVEL", "info"), "variables.LOG_LEVEL", .unknown),
        Case(variable("MAIL_FROM", "a"), "", "variables.MAIL_FROM", .differs, .hard),
        Case("", variable("MAIL_FROM", "a"), "variables.MAIL_FROM", .differs, .soft),
        Case(variable("DEBUG", "1"), "", "variables.DEBUG", .differs, .soft),
        Case(
            variable("MAIL_FROM", "a"), #""environmentFiles": [{"value": "arn:aws:s3:::b/prod.env", "type": "s3"}]"#,
            "variables.MAIL_FROM", .unknown),
        Case(variable("PASSWORD", "x"), secret("/prod/db"), "variables.PASSWORD", .differs, .soft),
        Case(secret("/staging/db"), secret("/production/db"), "variables.PASSWORD", .mayDiffer),
        Case(secret("/staging/db"), secret("/production/cache"), "variables.PASSWORD", .differs, .soft),
        Case(
            secret("arn:aws:secretsmanager:eu-west-1:123456789012:secret:staging/db-AbCdEf:password::"),
            secret("arn:aws:secretsmanager:us-east-1:210987654321:secret:production/db-GhIjKl:password::"),
            "variables.PASSWORD", .mayDiffer),
        Case(
            secret("arn:aws:secretsmanager:eu-west-1:123456789012:secret:staging/db-AbCdEf:password::"),
            secret("arn:aws:secretsmanager:eu-west-1:123456789012:secret:production/db-GhIjKl:user::"),
            "variables.PASSWORD", .differs, .soft),
        // Logs: where to may differ, how may not.
        Case(
            #""logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/a"}}"#,
            #""logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/b"}}"#,
            "logConfiguration.options.awslogs-group", .mayDiffer),
        Case(
            #""logConfiguration": {"logDriver": "awslogs"}"#, #""logConfiguration": {"logDriver": "awsfirelens"}"#,
            "logConfiguration.logDriver", .differs, .soft),
    ]

    @Test(arguments: containers)
    func fieldsOfContainers(_ item: Case) throws {
        let rows = ParityFixture.pair(ParityFixture.container(item.staging), ParityFixture.container(item.production))
        let row = try #require(rows.first { $0.field == item.field }, "\(rows.map(\.field))")
        #expect(row.outcome == item.outcome)
        if let weight = item.weight { #expect(row.weight == weight) }
        // One cause is one row.
        #expect(
            rows.filter { $0.outcome == .differs && !$0.field.hasPrefix(item.field) }.allSatisfy {
                $0.field.contains("portMappings")
            })
    }

    @Test(
        arguments: [
            ("web:1", "web:2", ParityRow.Outcome.same, ParityRow.Weight?.none),
            (
                "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1",
                "210987654321.dkr.ecr.us-east-1.amazonaws.com/web:1", .same, nil
            ),
            ("web:1", "shop:1", .differs, .hard), ("web-staging:1", "web-production:1", .differs, .soft),
            ("<IMAGE>", "web:1", .unknown, nil),
            ("<ACCOUNT>.dkr.ecr.<REGION>.amazonaws.com/web:<TAG>", "web:1", .same, nil),
            ("localhost:5000/web@sha256:aa", "web:1", .same, nil),
        ])
    func imagesAreHeldByRepository(
        staging: String, production: String, outcome: ParityRow.Outcome, weight: ParityRow.Weight?
    ) throws {
        let task = { (image: String) in
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "\#(image)"}]}"#
        }
        let rows = ParityFixture.pair(task(staging), task(production))
        let row = try #require(rows.first { $0.field == "containers.web.image.repository" })
        #expect(row.outcome == outcome)
        if let weight { #expect(row.weight == weight) }
    }

    @Test(
        arguments: [
            (#""launchType": "FARGATE""#, #""launchType": "EC2""#, "service.runsOn", ParityRow.Outcome.differs),
            (
                #""launchType": "FARGATE""#, #""capacityProviderStrategy": [{"capacityProvider": "FARGATE"}]"#,
                "service.runsOn", .same
            ),
            (
                #""launchType": "FARGATE""#, #""capacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT"}]"#,
                "service.spot", .differs
            ),
            (#""desiredCount": 1"#, #""desiredCount": 5"#, "service.desiredCount", .mayDiffer),
            (
                #""deploymentConfiguration": {"maximumPercent": 200}"#, #""schedulingStrategy": "REPLICA""#,
                "service.deploymentConfiguration.maximumPercent", .same
            ),
            (
                #""deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": false, "rollback": false}}"#,
                #""deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": true, "rollback": true}}"#,
                "service.deploymentConfiguration.deploymentCircuitBreaker.enable", .differs
            ),
            (
                #""networkConfiguration": {"awsvpcConfiguration": {"subnets": ["a"], "assignPublicIp": "ENABLED"}}"#,
                #""networkConfiguration": {"awsvpcConfiguration": {"subnets": ["b"]}}"#,
                "service.networkConfiguration.awsvpcConfiguration.assignPublicIp", .differs
            ),
        ])
    func fieldsOfServices(staging: String, production: String, field: String, outcome: ParityRow.Outcome) throws {
        let service = { (fields: String) in #"{"serviceName": "web", "enableExecuteCommand": false, \#(fields)}"# }
        let rows = ParityFixture.pair(service(staging), service(production))
        let row = try #require(rows.first { $0.field == field }, "\(rows.map(\.field))")
        #expect(row.outcome == outcome)
    }

    @Test(
        arguments: [
            ("postgres:12", "postgres", "16.4", ParityRow.Outcome?.some(.differs)),
            ("postgres:16-alpine", "postgres", "16.4", .same),
            ("postgres:16.1", "aurora-postgresql", "16.4", .same), ("postgres", "postgres", "16.4", .unknown),
            ("mysql:8.0", "aurora-mysql", "8.0.mysql_aurora.3.04.0", .same), ("mysql:8.4", "mysql", "8.0.39", .differs),
            ("mysql:8", "mysql", "8.0.39", .same), ("mariadb:11.4", "mysql", "8.0", .differs),
            ("mysql:8.0", "postgres", "16", .differs), ("pgvector/pgvector:pg16", "postgres", "16.4", .same),
            ("mongo:7", "postgres", "16.4", nil),
        ])
    func backingServices(image: String, engine: String, version: String, outcome: ParityRow.Outcome?) {
        let services = ParityFixture.load([
            "compose.yaml": "services: {api: {build: .}, db: {image: \"\(image)\"}}",
            "main.tf":
                "resource \"aws_db_instance\" \"db\" {\n  engine = \"\(engine)\"\n  engine_version = \"\(version)\"\n}",
        ]).services
        #expect(services.first { $0.isBacking }?.rows.first { $0.field == "backing.database" }?.outcome == outcome)
    }

    @Test func databasesInComposeFilesHaveOneVersion() throws {
        let files = [
            "compose.yaml": "services: {db: {image: \"postgres:15\"}}",
            "compose.prod.yaml": "services: {db: {image: \"postgres:16.2\"}}",
        ]
        let row = try #require(
            ParityFixture.load(files).services.first?.rows.first { $0.field == "containers.db.image.version" })
        #expect(row.outcome == .differs && row.weight == .hard)
        #expect(row.cells.map(\.shown) == ["15", "16"])
    }

    @Test func secretsStayOutOfTables() {
        let rows = ParityFixture.pair(
            ParityFixture.container(Self.variable("DB_PASSWORD", "hunter2-staging")),
            ParityFixture.container(Self.variable("DB_PASSWORD", "hunter2-live")))
        let shown = rows.flatMap(\.cells).map(\.shown)
        #expect(!shown.contains { $0.contains("hunter2") })
        #expect(shown.contains("•••"))
    }
}
