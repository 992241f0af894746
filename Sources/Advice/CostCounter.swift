import Basics
package import Pricing
import RuleKit

/// Counts what compute costs a month, and nothing else: the same for all services, so that they can be compared.
package struct CostCounter: Sendable {
    private let settings: CostSettings
    private let prices: PriceFile

    package init(settings: CostSettings, prices: PriceFile) {
        self.settings = settings
        self.prices = prices
    }

    /// Milliseconds of a request on average, where nobody says.
    package static let assumedMilliseconds = 100
    /// MiB of an instance that the system and the agents take. A guess on the safe side.
    package static let instanceReserve = 1024
    private static let instanceCPU = 2048
    private static let instanceMemory = 8192

    package var yenPerDollar: Exact { settings.yenPerDollar ?? prices.yenPerDollar }

    /// The Region whose prices are taken: that of the files where there are prices for it.
    func region(_ facts: WorkloadFacts) -> String {
        let wanted = settings.region ?? facts.region ?? CostSettings.fallbackRegion
        return prices.region(wanted) == nil ? CostSettings.fallbackRegion : wanted
    }

    func cost(of facts: WorkloadFacts, on service: ComputeService) -> CostLine {
        switch service {
        case .fargate: fargate(facts)
        case .ec2: instances(facts, without: nil)
        case .managedInstances:
            instances(facts, without: Text(en: "the management fee", ja: "管理料"))
        case .eks: cluster(facts)
        case .lambda: lambda(facts)
        case .appRunner: appRunner(facts)
        }
    }

    /// What was assumed where nothing is told.
    func assumptions(_ facts: WorkloadFacts) -> [Text] {
        var texts = [
            Text(
                en:
                    "list prices of \(region(facts)) for compute alone: no load balancer, logs, traffic or storage (`plimsoll cost` counts them)",
                ja: "\(region(facts)) の定価、コンピューティングのみ (ロードバランサー、ログ、通信、ストレージは `plimsoll cost` で計算できます)"),
            Text(
                en: "\(settings.hours.shown(places: 0)) hours a month (--hours)",
                ja: "1 か月 \(settings.hours.shown(places: 0)) 時間 (--hours)"),
        ]
        if settings.region == nil {
            if let told = facts.region, told != region(facts) {
                texts.append(
                    Text(
                        en: "those of \(region(facts)) stand for \(told), which has no prices here (--region)",
                        ja: "\(told) の料金がないため \(region(facts)) の料金で代用 (--region)"))
            } else if facts.region == nil {
                texts.append(Text(en: "the Region is not known (--region)", ja: "リージョンは不明 (--region)"))
            }
        }
        if facts.tasks.value == nil, settings.tasks == nil {
            texts.append(Text(en: "1 to 4 copies (--tasks)", ja: "タスク数 1～4 (--tasks)"))
        }
        if facts.mayServe {
            if facts.requests.value == nil {
                texts.append(
                    Text(
                        en: "\(settings.requests.shown(places: 0)) requests a month (--requests)",
                        ja: "月間 \(settings.requests.shown(places: 0)) リクエスト (--requests)"))
            }
            if facts.requestMilliseconds.value == nil {
                texts.append(
                    Text(
                        en: "\(Self.assumedMilliseconds) ms a request (--request-ms)",
                        ja: "1 リクエスト \(Self.assumedMilliseconds) ミリ秒 (--request-ms)"))
            }
        }
        return texts
    }

    // MARK: Parts

    private func copies(_ facts: WorkloadFacts) -> Spread {
        if let tasks = settings.tasks { return Spread(tasks) }
        guard let copies = facts.tasks.value else { return Spread(Exact(1), Exact(4)) }
        return Spread(Exact(copies.least), Exact(copies.most))
    }

    private static let noSize = CostLine.notPriced(
        Text(en: "not priced here: the size is not known", ja: "サイズが不明なため計算できません"))

    private func noPrice(_ facts: WorkloadFacts) -> CostLine {
        .notPriced(
            Text(
                en: "not priced here: no price for \(region(facts))", ja: "\(region(facts)) の料金がないため計算できません"))
    }

    private func size(_ facts: WorkloadFacts) -> (cpu: Int, memory: Int)? {
        guard let cpu = facts.cpu.value, let memory = facts.memory.value, cpu >= 0, memory > 0 else { return nil }
        return (cpu, memory)
    }

    private func isRunOfJobs(_ facts: WorkloadFacts) -> CostLine? {
        guard facts.kind.value == .job else { return nil }
        return .notPriced(
            Text(en: "not priced here: it depends on how long the runs take", ja: "実行時間によって変わるため計算していません"))
    }

    private func fargate(_ facts: WorkloadFacts) -> CostLine {
        if let job = isRunOfJobs(facts) { return job }
        guard facts.windows.value == false else {
            return .notPriced(Text(en: "not priced here: Windows", ja: "Windows は計算に対応していません"))
        }
        guard let (cpu, memory) = size(facts) else { return Self.noSize }
        guard let region = prices.region(region(facts)) else { return noPrice(facts) }
        let architectures: [Bool] = facts.architecture.value.map { [$0 == .arm] } ?? [true, false]
        let sizes = architectures.compactMap { isARM in
            FargateSize.cheapest(cpu: cpu, memory: memory, isARM: isARM, prices: region).map { ($0, isARM) }
        }
        let hourly = sizes.map { $0.hourly(isARM: $1, region) }
        let size = sizes.first.map { "\(FactWords.vcpu($0.0.cpu)) vCPU / \($0.0.memory) MiB" } ?? ""
        guard let least = hourly.min(), let most = hourly.max() else { return Self.noSize }
        let copies = copies(facts)
        return .counted(
            CostLine.Amount(
                money: Money(copies * settings.hours * Spread(least, most)),
                text: Text(
                    en: "\(copies.shown(places: 1)) x \(size) on demand",
                    ja: "\(size) のオンデマンド x \(copies.shown(places: 1))"),
                without: nil, sources: ["https://aws.amazon.com/fargate/pricing/"], date: prices.date))
    }

    /// How many instances hold the copies, two at least: one in each of two Zones.
    private func count(_ copies: Exact, _ cpu: Int, _ memory: Int) -> Int {
        let each = min(Self.instanceCPU / max(1, cpu), (Self.instanceMemory - Self.instanceReserve) / memory)
        let whole = copies.floor + (copies > Exact(copies.floor) ? 1 : 0)
        return max(2, (whole + each - 1) / max(1, each))
    }

    private func instances(_ facts: WorkloadFacts, without: Text?) -> CostLine {
        if let job = isRunOfJobs(facts) { return job }
        guard facts.gpu.value != true else {
            return .notPriced(Text(en: "not priced here: GPU instances", ja: "GPU インスタンスは計算に対応していません"))
        }
        guard facts.windows.value == false else {
            return .notPriced(Text(en: "not priced here: Windows", ja: "Windows は計算に対応していません"))
        }
        guard let (cpu, memory) = size(facts) else { return Self.noSize }
        let isARM = facts.architecture.value == .arm
        let type = isARM ? "m7g.large" : "m7i.large"
        guard cpu <= Self.instanceCPU, memory <= Self.instanceMemory - Self.instanceReserve else {
            return .notPriced(
                Text(
                    en: "not priced here: a task does not fit on \(type)", ja: "タスクが \(type) に収まらないため計算していません"))
        }
        guard let price = AdvicePrice.find(isARM ? .armInstance : .instance, region(facts)) else {
            return noPrice(facts)
        }
        let copies = copies(facts)
        let number = Spread(Exact(count(copies.low, cpu, memory)), Exact(count(copies.high, cpu, memory)))
        let hold = "\(number.shown(places: 0)) x \(type)"
        return .counted(
            CostLine.Amount(
                money: Money(number * settings.hours * price.dollars),
                text: Text(
                    en: "\(hold) on demand, for this workload alone", ja: "\(hold) のオンデマンド (このワークロード専用の場合)"),
                without: without, sources: [price.source], date: price.date))
    }

    private func cluster(_ facts: WorkloadFacts) -> CostLine {
        guard let fee = AdvicePrice.find(.cluster, region(facts)) else { return noPrice(facts) }
        let money = Money(Spread(settings.hours * fee.dollars))
        let text = Text(en: "the cluster", ja: "クラスター料金")
        guard case .counted(let nodes) = instances(facts, without: nil) else {
            return .counted(
                CostLine.Amount(
                    money: money, text: text, without: Text(en: "the nodes", ja: "ノードの料金"), sources: [fee.source],
                    date: fee.date))
        }
        return .counted(
            CostLine.Amount(
                money: money + nodes.money,
                text: Text(en: "\(text.en) and \(nodes.text.en)", ja: "\(text.ja) + \(nodes.text.ja)"), without: nil,
                sources: [fee.source] + nodes.sources, date: min(fee.date, nodes.date)))
    }

    private func lambda(_ facts: WorkloadFacts) -> CostLine {
        guard facts.mayServe else {
            return .notPriced(
                Text(
                    en: "not priced here: it depends on how often and how long it runs",
                    ja: "実行回数と実行時間によって変わるため計算していません"))
        }
        guard let memory = facts.memory.value else { return Self.noSize }
        let item: AdvicePrice.Item = facts.architecture.value == .arm ? .lambdaARMGBSecond : .lambdaGBSecond
        guard let time = AdvicePrice.find(item, region(facts)),
            let call = AdvicePrice.find(.lambdaRequest, region(facts))
        else { return noPrice(facts) }
        let requests = facts.requests.value.map { Exact($0) } ?? settings.requests
        let milliseconds = facts.requestMilliseconds.value ?? Self.assumedMilliseconds
        let gigabyteSeconds = requests * Exact(milliseconds) / Exact(1000) * Exact(memory) / Exact(1024)
        let dollars = gigabyteSeconds * time.dollars + requests / Exact(1_000_000) * call.dollars
        return .counted(
            CostLine.Amount(
                money: Money(Spread(dollars)),
                text: Text(
                    en: "\(requests.shown(places: 0)) requests of \(milliseconds) ms with \(memory) MB",
                    ja: "\(memory) MB・\(milliseconds) ミリ秒 x \(requests.shown(places: 0)) リクエスト"), without: nil,
                sources: [time.source], date: min(time.date, call.date)))
    }

    /// The pairs that App Runner has.
    ///
    /// Source: https://docs.aws.amazon.com/cdk/api/v2/docs/@aws-cdk_aws-apprunner-alpha.Memory.html
    private static let appRunnerPairs: [(cpu: Int, memory: Int)] = [
        (256, 512), (256, 1024), (512, 1024), (1024, 2048), (1024, 3072), (1024, 4096), (2048, 4096), (2048, 6144),
        (4096, 8192), (4096, 10_240), (4096, 12_288),
    ]

    private func appRunner(_ facts: WorkloadFacts) -> CostLine {
        guard let (cpu, memory) = size(facts),
            let pair = Self.appRunnerPairs.first(where: { $0.cpu >= cpu && $0.memory >= memory })
        else { return Self.noSize }
        guard let vcpu = AdvicePrice.find(.appRunnerCPU, region(facts)),
            let gigabyte = AdvicePrice.find(.appRunnerMemory, region(facts))
        else { return noPrice(facts) }
        let copies = copies(facts)
        let idle = Exact(pair.memory) / Exact(1024) * gigabyte.dollars
        let busy = idle + Exact(pair.cpu) / Exact(1024) * vcpu.dollars
        let least = max(Exact(1), copies.low)
        return .counted(
            CostLine.Amount(
                money: Money(
                    Spread(least * idle * settings.hours, max(least, copies.high) * busy * settings.hours)),
                text: Text(
                    en:
                        "\(copies.shown(places: 1)) x \(FactWords.vcpu(pair.cpu)) vCPU, \(pair.memory) MB, from always idle to always busy",
                    ja:
                        "\(FactWords.vcpu(pair.cpu)) vCPU・\(pair.memory) MB x \(copies.shown(places: 1)) (常にアイドル～常にアクティブ)"
                ),
                without: nil, sources: [vcpu.source], date: min(vcpu.date, gigabyte.date)))
    }
}
