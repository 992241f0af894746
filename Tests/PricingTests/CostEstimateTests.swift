import Basics
import Pricing
import Testing
import Workload

/// What the definitions tell, what they do not, and what is said of it.
struct CostEstimateTests {
    private static func estimate(
        _ service: String = "", task: String = "Cpu: '256', Memory: '512',", more: String = "",
        settings: CostSettings = CostSettings()
    ) throws -> CostEstimate {
        let text = """
            Parameters: {Env: {Type: String, Default: dev}, Size: {Type: String}, Count: {Type: Number}}
            Conditions: {IsProd: !Equals [!Ref Env, prod]}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {Family: web, RequiresCompatibilities: [FARGATE], NetworkMode: awsvpc, \(task) ContainerDefinitions: [{Name: web, Image: nginx}]}
              Service:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, ServiceName: web, \(service)}
            \(more)
            """
        let tree = MemoryTree(["stack.yaml": text])
        let infrastructure = DefinitionLoader(tree: tree).load(Discovery.find(in: tree).definitionCandidates)
        return CostEstimate(infrastructure, settings: settings, prices: try PriceFile.builtIn()) { $0 }
    }

    private static let open =
        "NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ENABLED, Subnets: [subnet-1]}},"

    private static func bill(_ estimate: CostEstimate) throws -> ServiceBill {
        try #require(estimate.environments.first?.bills.first)
    }

    private static func said(_ bill: ServiceBill) -> String { bill.notes.map(\.en).joined(separator: "\n") }

    @Test(arguments: [
        ("DesiredCount: 3, LaunchType: FARGATE,", "547.5"), ("LaunchType: FARGATE,", "182.5"),
        ("DesiredCount: !Ref Count, LaunchType: FARGATE,", "182.5-730"),
        ("DesiredCount: -4, LaunchType: FARGATE,", "182.5-730"),
        ("DesiredCount: 99999999999999999999, LaunchType: FARGATE,", "182.5-730"),
    ])
    func tasksAreCountedOrARange(service: String, hours: String) throws {
        let bill = try Self.bill(Self.estimate(service + Self.open))
        #expect(bill.items.first { $0.kind == .cpu }?.quantity.shown(places: 2) == hours)
        #expect(Self.said(bill).contains("--tasks") == hours.contains("-"))
    }

    @Test func theUserTellsTheNumberOfTasks() throws {
        var settings = CostSettings()
        settings.tasks = Exact(2)
        let bill = try Self.bill(
            Self.estimate("DesiredCount: !Ref Count, LaunchType: FARGATE," + Self.open, settings: settings))
        #expect(bill.items.first { $0.kind == .cpu }?.quantity.shown(places: 2) == "365")
    }

    @Test func whatIsNotPricedIsSaid() throws {
        let unknown = try Self.bill(
            Self.estimate("DesiredCount: 1, LaunchType: FARGATE,", task: "Cpu: !Ref Size, Memory: '512',"))
        #expect(!unknown.isWhole && Self.said(unknown).contains("CPU or memory of the task is not known"))
        #expect(!unknown.items.contains { $0.kind == .cpu } && unknown.savings.isEmpty)
        let windows = try Self.bill(
            Self.estimate(
                "DesiredCount: 1, LaunchType: FARGATE,",
                task: "Cpu: '1024', Memory: '2048', RuntimePlatform: {OperatingSystemFamily: WINDOWS_SERVER_2022_CORE},"
            ))
        #expect(!windows.isWhole && Self.said(windows).contains("Windows"))
        let machines = try Self.bill(Self.estimate("DesiredCount: 1, LaunchType: EC2,"))
        #expect(!machines.isWhole && machines.items.isEmpty)
    }

    @Test func aPairThatFargateRefusesCountsAsTheNext() throws {
        let bill = try Self.bill(
            Self.estimate("DesiredCount: 1, LaunchType: FARGATE,", task: "Cpu: '256', Memory: '1536',"))
        #expect(bill.items.first { $0.kind == .memory }?.quantity.shown(places: 2) == "1,460")
        #expect(Self.said(bill).contains("Fargate refuses 256 CPU units with 1536 MiB"))
    }

    @Test func otherOutcomesOfConditionsAreEnvironmentsOfTheirOwn() throws {
        let estimate = try Self.estimate("DesiredCount: !If [IsProd, 4, 1], LaunchType: FARGATE," + Self.open)
        #expect(estimate.environments.count == 2)
        let cpu = estimate.environments.map { environment in
            environment.bills.first?.items.first { $0.kind == .cpu }?.quantity.shown(places: 1)
        }
        #expect(cpu == ["182.5", "730"])
    }

    @Test(
        arguments: [
            (["deploy/web-prod.yaml"], EnvironmentUse.production), (["stacks/staging", "web"], .other),
            (["products/web"], .unknown), (["envs/dev", "web", "Env = prod"], .production), ([], .unknown),
        ] as [([String], EnvironmentUse)])
    func namesTellWhatAnEnvironmentIsFor(names: [String], use: EnvironmentUse) {
        #expect(EnvironmentUse(names) == use)
    }

    @Test func productionHasNoScheduleAndDevelopmentHas() throws {
        let estimate = try Self.estimate("DesiredCount: !If [IsProd, 4, 1], LaunchType: FARGATE," + Self.open)
        let offered = estimate.environments.map { environment in
            environment.bills.allSatisfy { bill in bill.savings.contains { $0.kind == .schedule } }
        }
        #expect(offered == [true, false])
    }

    @Test func aRegionWithoutPricesIsSaid() throws {
        let bill = try Self.bill(
            Self.estimate("DesiredCount: 1, LaunchType: FARGATE,"))
        #expect(bill.region == "us-east-1" && Self.said(bill).contains("The Region is not known"))
        var settings = CostSettings()
        settings.region = "mars-north-1"
        let prices = try PriceFile.builtIn()
        #expect(throws: Failure.self) { try settings.check(prices) }
        settings.region = nil
        settings.hours = Exact(745)
        #expect(throws: Failure.self) { try settings.check(prices) }
    }

    @Test(arguments: Language.allCases)
    func tablesShowWhatIsThereAndWarnOfOldPrices(language: Language) throws {
        let estimate = try Self.estimate("DesiredCount: 1, LaunchType: FARGATE," + Self.open)
        let today = try #require(Day("2028-01-01"))
        let table = CostTable.render(estimate, language, width: 100, today: today)
        for word in ["web", "stack.yaml", "--requests", "--jpy", "2026-03-01", "7.39"] {
            #expect(table.contains(word), "\(word)")
        }
        #expect(table.contains(language == .japanese ? "1 年以上" : "more than a year ago"))
        let spring = try #require(Day("2026-05-01"))
        let other = CostTable.render(estimate, language, width: 100, today: spring)
        #expect(!other.contains("! "))
    }
}
