import Basics

/// Makes the bill of one service of its facts: nothing else is looked at.
struct Biller {
    let facts: ServiceFacts
    let settings: CostSettings
    let prices: PriceFile.Region
    private(set) var items: [BillItem] = []
    private(set) var notes: [Text] = []
    private(set) var isWhole = true
    /// Tasks that run on average, on demand and on Spot together.
    private(set) var tasks = Spread.zero
    private(set) var isFargate = false

    static func bill(_ facts: ServiceFacts, _ settings: CostSettings, _ file: PriceFile) -> ServiceBill? {
        let wanted = settings.region ?? facts.region ?? CostSettings.fallbackRegion
        guard let prices = file.region(wanted) ?? file.region(CostSettings.fallbackRegion) ?? file.regions.first
        else { return nil }
        var biller = Biller(facts: facts, settings: settings, prices: prices)
        biller.noteRegion()
        biller.count()
        biller.fargate()
        biller.network()
        biller.logs()
        biller.registry()
        var savings: [Saving] = []
        var wayOut: WayOut?
        if biller.isFargate {
            let finder = SavingFinder(facts: facts, settings: settings, prices: prices, biller: biller)
            savings = finder.find()
            wayOut = finder.wayOut()
        }
        return ServiceBill(
            facts: facts, region: prices.name, items: biller.items, notes: biller.notes, isWhole: biller.isWhole,
            savings: savings, wayOut: wayOut)
    }

    private init(facts: ServiceFacts, settings: CostSettings, prices: PriceFile.Region) {
        self.facts = facts
        self.settings = settings
        self.prices = prices
    }

    func item(_ kind: BillItem.Kind) -> BillItem? { items.first { $0.kind == kind } }

    private mutating func add(_ kind: BillItem.Kind, _ quantity: Spread, _ price: Spread) {
        guard quantity.high > .zero else { return }
        items.append(BillItem(kind: kind, quantity: quantity, price: price))
    }

    private mutating func add(_ kind: BillItem.Kind, _ quantity: Spread, _ key: PriceKey) {
        add(kind, quantity, Spread(prices[key]))
    }

    private mutating func note(_ en: String, _ ja: String) { notes.append(Text(en: en, ja: ja)) }

    private mutating func lack(_ en: String, _ ja: String) {
        isWhole = false
        note(en, ja)
    }

    private mutating func noteRegion() {
        guard settings.region == nil else { return }
        guard let region = facts.region else {
            return note(
                "The Region is not known: prices of \(prices.name) (--region).",
                "リージョンが不明なため、\(prices.name) の料金で計算しています (--region で変更可)。")
        }
        guard region != prices.name else { return }
        note(
            "There are no prices for \(region): those of \(prices.name) stand for them (--region, --prices).",
            "\(region) の料金がないため、\(prices.name) の料金で計算しています (--region、--prices で変更可)。")
    }

    // MARK: Tasks

    private mutating func count() {
        switch facts.tasks {
        case .fixed(let count): tasks = Spread(Exact(count))
        case .scaled(let least, let most):
            tasks = Spread(Exact(least), Exact(most))
            note(
                "Scaling runs \(least) to \(most) tasks: costs lie between.",
                "スケーリングでタスク数が \(least)～\(most) の間で変わるため、料金に幅があります。")
        case .from(let least):
            let most = settings.tasks ?? Exact(least)
            tasks = Spread(Exact(least), max(Exact(least), most))
            guard settings.tasks == nil else { return }
            lack(
                "The maximum of scaling is not known: only the \(least) tasks of the minimum are counted (--tasks).",
                "スケーリングの最大タスク数が不明なため、最小の \(least) タスクだけを計上しています (--tasks で指定可)。")
        case .unknown:
            if let given = settings.tasks {
                tasks = Spread(given)
            } else {
                tasks = Spread(Exact(1), Exact(4))
                note("The number of tasks is not known: 1 to 4 (--tasks).", "タスク数が不明なため、1～4 としています (--tasks で指定可)。")
            }
        }
    }

    private mutating func fargate() {
        var capacity = ServiceFacts.Capacity.onDemand
        switch facts.launch {
        case .fargate(let known): capacity = known
        case .other(let why): return lack(why.en, why.ja)
        case .unknown:
            guard facts.size != .unknown else {
                return lack(
                    "Neither the launch type nor the task's size is known: its compute is not priced.",
                    "起動タイプもタスクサイズも不明なため、コンピューティング料金は含まれません。")
            }
            note(
                "The launch type is not told: Fargate is counted.", "起動タイプが不明なため、Fargate として計算しています。")
        }
        guard let size = billedSize() else { return }
        isFargate = true
        let hours = tasks * settings.hours
        switch capacity {
        case .onDemand: compute(size, hours, .cpu, .memory, Spread(Exact(1)))
        case .shares(let shares):
            let spot = Spread(shares.spot(of: tasks.low), shares.spot(of: tasks.high))
            let rest = Spread(tasks.low - spot.low, tasks.high - spot.high)
            compute(size, rest * settings.hours, .cpu, .memory, Spread(Exact(1)))
            compute(size, spot * settings.hours, .spotCPU, .spotMemory, spotShare)
        case .unknown:
            note(
                "How tasks are shared between Fargate and Spot is not known: from all on Spot to none.",
                "Fargate と Spot の配分が不明なため、すべて Spot の場合から Spot なしの場合までの幅で示しています。")
            compute(size, hours, .cpu, .memory, Spread(spotShare.low, Exact(1)))
        }
        add(.ephemeral, hours * facts.ephemeral, .ephemeral)
    }

    /// The part of the price that is paid on Spot.
    var spotShare: Spread { Spread(Exact(1) - prices[.spotMost], Exact(1) - prices[.spotLeast]) }

    private mutating func billedSize() -> FargateSize? {
        switch facts.size {
        case .known(let size): return size
        case .unknown:
            lack(
                "CPU or memory of the task is not known: its compute is not priced.",
                "タスクの CPU またはメモリが不明なため、コンピューティング料金は含まれません。")
            return nil
        case .refused(let cpu, let memory):
            let near = FargateSize.cheapest(
                cpu: cpu, memory: memory, isARM: facts.architecture == .arm, prices: prices)
            guard let near else {
                lack(
                    "Fargate has no size as large as \(cpu) CPU units and \(memory) MiB: it is not priced.",
                    "CPU \(cpu) ユニット、メモリ \(memory) MiB を満たす Fargate のサイズはないため、料金は含まれません。")
                return nil
            }
            note(
                "Fargate refuses \(cpu) CPU units with \(memory) MiB; the cheapest size that holds them is counted: "
                    + "\(near.cpu) with \(near.memory) MiB.",
                "Fargate では CPU \(cpu) ユニットとメモリ \(memory) MiB の組み合わせを使えません。これを満たす最も安い "
                    + "\(near.cpu) ユニット、\(near.memory) MiB で計算しています。")
            return near
        }
    }

    private mutating func compute(
        _ size: FargateSize, _ hours: Spread, _ cpu: BillItem.Kind, _ memory: BillItem.Kind, _ share: Spread
    ) {
        var cpuPrice = Spread(prices[.x86CPU])
        var memoryPrice = Spread(prices[.x86Memory])
        switch facts.architecture {
        case .x86: break
        case .arm: (cpuPrice, memoryPrice) = (Spread(prices[.armCPU]), Spread(prices[.armMemory]))
        case .unknown:
            cpuPrice = Spread(prices[.armCPU], prices[.x86CPU])
            memoryPrice = Spread(prices[.armMemory], prices[.x86Memory])
            if cpu == .cpu {
                note("The architecture is not known: from ARM to x86.", "CPU アーキテクチャが不明なため、ARM から x86 までの幅で示しています。")
            }
        }
        add(cpu, hours * size.vcpu, cpuPrice * share)
        add(memory, hours * size.gigabytes, memoryPrice * share)
    }

    // MARK: Network

    private mutating func network() {
        if isFargate {
            let hours = tasks * settings.hours
            switch facts.address {
            case .open: add(.taskAddress, hours, .publicIPv4)
            case .closed: break
            case .unknown:
                note(
                    "Whether tasks have public IPv4 addresses is not known: from none to one each.",
                    "タスクにパブリック IPv4 アドレスが付くか不明なため、なしから 1 タスク 1 個までの幅で示しています。")
                add(.taskAddress, Spread(.zero, hours.high), .publicIPv4)
            }
            if facts.address == .closed { egress() }
        }
        for balancer in facts.balancers { add(balancer) }
    }

    private mutating func egress() {
        let egress = facts.egress
        let share = Exact(egress.services)
        let zones = settings.zones
        if egress.gateways == 0, egress.endpoints.isEmpty {
            note(
                "Neither NAT gateways nor endpoints are in the same stack: from none of their cost to "
                    + "\(zones.shown(places: 1)) NAT gateways of its own (--zones).",
                "同じスタックに NAT ゲートウェイも VPC エンドポイントもないため、0 から専用の NAT ゲートウェイ "
                    + "\(zones.shown(places: 1)) 個分までの幅で示しています (--zones)。")
            add(.nat, Spread(.zero, zones * settings.hours), .natHour)
            add(.natData, Spread(.zero, settings.dataGB), .natData)
            return
        }
        if egress.gateways > 0 {
            add(.nat, Spread(Exact(egress.gateways) * settings.hours) / share, .natHour)
            // With endpoints beside it, how much goes through the gateway cannot be told.
            add(.natData, Spread(egress.endpoints.isEmpty ? settings.dataGB : .zero, settings.dataGB), .natData)
        }
        guard !egress.endpoints.isEmpty else { return }
        let interfaces = egress.endpoints.reduce(Exact.zero) { $0 + ($1.map { Exact($0) } ?? zones) }
        add(.endpoint, Spread(interfaces * settings.hours) / share, .endpointHour)
        add(.endpointData, Spread(egress.gateways == 0 ? settings.dataGB : .zero, settings.dataGB), .endpointData)
    }

    private mutating func add(_ balancer: ServiceFacts.Balancer) {
        guard balancer.kind != .other else {
            return lack(
                "Its load balancer is no Application Load Balancer and is not priced.",
                "ロードバランサーが ALB ではないため、その料金は含まれません。")
        }
        let share = Exact(balancer.services)
        let hours = Spread(settings.hours) / share
        let isKnown = balancer.kind == .application
        if !isKnown {
            note(
                "The load balancer is not among the definitions: from none of its hours to all of an "
                    + "Application Load Balancer's.",
                "ロードバランサーが定義にないため、0 から ALB 1 台分までの幅で示しています。")
        } else if balancer.services > 1 {
            note(
                "The load balancer is shared: 1/\(balancer.services) of its hours is counted here.",
                "ロードバランサーは共用のため、時間料金の 1/\(balancer.services) を計上しています。")
        }
        add(.balancer, Spread(isKnown ? hours.low : .zero, hours.high), .balancerHour)
        // An LCU is 25 new connections a second or 1 GB an hour, whichever is more; each request is a connection here.
        let connections = settings.requests / Exact(90_000)
        let gigabytes = settings.requests * settings.requestKB / Exact(1_000_000)
        add(.balancerUnits, Spread(max(connections, gigabytes)), .balancerUnit)
        guard balancer.isOpen != false else { return }
        let addresses = hours * (balancer.subnets.map { Exact($0) } ?? settings.zones)
        let isSure = isKnown && balancer.isOpen == true
        add(.balancerAddress, Spread(isSure ? addresses.low : .zero, addresses.high), .publicIPv4)
    }

    // MARK: Logs and images

    /// GB that are kept, of logs of a retention.
    func kept(_ retention: ServiceFacts.Retention) -> Spread {
        let month = settings.logGB * CostSettings.storedShare
        switch retention {
        case .days(let days): return Spread(month * Exact(days) * Exact(12) / Exact(365))
        case .forEver: return Spread(month * CostSettings.monthsKept)
        case .unknown: return Spread(month, month * CostSettings.monthsKept)
        }
    }

    /// Thousands of objects that FireLens writes to S3 in a month.
    var writes: Spread { tasks * settings.hours * CostSettings.objectsAnHour / Exact(1000) }

    private mutating func logs() {
        switch facts.logs {
        case .none: return
        case .cloudWatch(let retention):
            add(.logsIngestion, Spread(settings.logGB), .logsIngestion)
            add(.logsStorage, kept(retention), .logsStorage)
            if retention == .forEver {
                note(
                    "Logs are never deleted: storage is that after 12 months, and grows on.",
                    "ログが削除されない設定です。12 か月後の保存料金を示しており、その後も増え続けます。")
            } else if retention == .unknown {
                note("How long logs are kept is not known: 1 to 12 months.", "ログの保持期間が不明なため、1～12 か月の幅で示しています。")
            }
        case .s3:
            add(.s3Storage, kept(.unknown), .s3Storage)
            add(.s3Writes, writes, .s3Writes)
            note("How long S3 keeps the logs is not known: 1 to 12 months.", "S3 のログの保存期間が不明なため、1～12 か月の幅で示しています。")
        case .elsewhere(let driver):
            lack("Logs go through `\(driver)`, which is not priced.", "ログの送信先 `\(driver)` の料金は含まれません。")
        case .unknown:
            lack("Where logs go is not known: they are not priced.", "ログの送信先が不明なため、ログの料金は含まれません。")
        }
    }

    private mutating func registry() {
        guard !facts.repositories.isEmpty else { return }
        let year = settings.pushes * CostSettings.monthsKept
        var images = Spread.zero
        for repository in facts.repositories {
            switch repository.kept {
            case .count(let count): images = images + Spread(Exact(count))
            case .days(let days): images = images + Spread(settings.pushes * Exact(days) * Exact(12) / Exact(365))
            case .all:
                images = images + Spread(year)
                note(
                    "`\(repository.name)` has no lifecycle policy: the images of 12 months are counted, and they grow on.",
                    "`\(repository.name)` にライフサイクルポリシーがないため、12 か月分のイメージを計上しています。その後も増え続けます。")
            case .unknown:
                images = images + Spread(Exact(1), max(Exact(1), year))
                note(
                    "What `\(repository.name)` keeps is not known: from one image to those of 12 months.",
                    "`\(repository.name)` に残るイメージ数が不明なため、1 個から 12 か月分までの幅で示しています。")
            }
        }
        add(.registry, images * settings.imageMB / Exact(1000), .registry)
    }
}
