import Basics

/// What a service could cost less by, each way by itself.
struct SavingFinder {
    let facts: ServiceFacts
    let settings: CostSettings
    let prices: PriceFile.Region
    let biller: Biller

    func find() -> [Saving] {
        [arm, spot, plan, size, schedule, ephemeral, logs, retention, endpoints, lifecycle].compactMap { $0() }
    }

    /// What is paid for CPU and memory on demand.
    private var onDemand: Spread {
        [BillItem.Kind.cpu, .memory].compactMap { biller.item($0)?.exact }.reduce(.zero, +)
    }

    /// Nothing is told that saves less than a cent.
    private func saving(
        _ kind: Saving.Kind, _ amount: Spread, _ words: (title: Text, needs: Text, risks: Text)
    )
        -> Saving?
    {
        let money = Money(Spread(max(amount.low, .zero), max(amount.high, .zero)))
        guard money.high > 0 else { return nil }
        return Saving(kind: kind, money: money, title: words.title, needs: words.needs, risks: words.risks)
    }

    private func arm() -> Saving? {
        guard facts.architecture == .x86, let cpu = biller.item(.cpu), let memory = biller.item(.memory),
            cpu.price.isExact
        else { return nil }
        let amount =
            cpu.quantity * (prices[.x86CPU] - prices[.armCPU])
            + memory.quantity * (prices[.x86Memory] - prices[.armMemory])
        return saving(.arm, amount, SavingWords.arm)
    }

    private func spot() -> Saving? {
        guard biller.item(.spotCPU) == nil, biller.item(.cpu)?.price.isExact == true else { return nil }
        let amount = onDemand * Spread(prices[.spotLeast], prices[.spotMost])
        return saving(
            .spot, amount,
            SavingWords.spot(isStateful: facts.isStateful, isSingle: biller.tasks.low <= Exact(1)))
    }

    private func plan() -> Saving? {
        guard biller.item(.cpu)?.price.isExact == true else { return nil }
        let amount = onDemand * Spread(prices[.planOneYear], prices[.planThreeYears])
        // The capacity that always runs can be committed to, no more.
        let sure = biller.tasks.isExact ? amount : Spread(amount.low, onDemand.low * prices[.planThreeYears])
        return saving(.savingsPlan, sure, SavingWords.plan)
    }

    private func size() -> Saving? {
        guard case .known(let size) = facts.size, let asked = facts.asked, let cpu = biller.item(.cpu),
            facts.architecture != .unknown, cpu.price.isExact
        else { return nil }
        let isARM = facts.architecture == .arm
        guard
            let smaller = FargateSize.cheapest(
                cpu: asked.cpu, memory: asked.memory, isARM: isARM, prices: prices),
            smaller.hourly(isARM: isARM, prices) < size.hourly(isARM: isARM, prices)
        else { return nil }
        let hours = cpu.quantity / size.vcpu
        let amount = hours * (size.hourly(isARM: isARM, prices) - smaller.hourly(isARM: isARM, prices))
        return saving(.size, amount, SavingWords.size(smaller, asked))
    }

    private func schedule() -> Saving? {
        guard facts.use != .production else { return nil }
        let running = biller.items.filter(\.kind.followsTasks).map(\.exact).reduce(.zero, +)
        let idle = Exact(1) - settings.weekHours / Exact(168)
        return saving(.schedule, running * idle, SavingWords.schedule(settings.weekHours, isSure: facts.use == .other))
    }

    private func ephemeral() -> Saving? {
        biller.item(.ephemeral).flatMap { saving(.ephemeral, $0.exact, SavingWords.ephemeral) }
    }

    private func logs() -> Saving? {
        guard case .cloudWatch(let retention) = facts.logs else { return nil }
        let now = [BillItem.Kind.logsIngestion, .logsStorage].compactMap { biller.item($0)?.exact }
            .reduce(.zero, +)
        // Both keep lines equally long: the ends of the spread belong together.
        let kept = biller.kept(retention)
        let writes = biller.writes * prices[.s3Writes]
        let then = Spread(kept.low * prices[.s3Storage] + writes.low, kept.high * prices[.s3Storage] + writes.high)
        return saving(.logsToS3, Spread(now.low - then.low, now.high - then.high), SavingWords.logs)
    }

    private func retention() -> Saving? {
        guard facts.logs == .cloudWatch(.forEver), let stored = biller.item(.logsStorage) else { return nil }
        let month = settings.logGB * CostSettings.storedShare * prices[.logsStorage]
        return saving(.retention, Spread(stored.exact.low - month), SavingWords.retention)
    }

    private func endpoints() -> Saving? {
        let egress = facts.egress
        guard facts.address == .closed, egress.gateways > 0, egress.endpoints.isEmpty, !egress.needs.isEmpty else {
            return nil
        }
        let now = [BillItem.Kind.nat, .natData].compactMap { biller.item($0)?.exact }.reduce(.zero, +)
        // The services of the stack share endpoints as they share gateways.
        let hours = Exact(egress.needs.count) * settings.zones * settings.hours / Exact(egress.services)
        let then = hours * prices[.endpointHour] + settings.dataGB * prices[.endpointData]
        return saving(.endpoints, Spread(now.low - then, now.high - then), SavingWords.endpoints(egress.needs))
    }

    private func lifecycle() -> Saving? {
        let open = facts.repositories.count { $0.kept == .all }
        let images = settings.pushes * CostSettings.monthsKept - Exact(SavingWords.imagesKept)
        guard open > 0, images > .zero else { return nil }
        let amount = Exact(open) * images * settings.imageMB / Exact(1000) * prices[.registry]
        return saving(.lifecycle, Spread(amount), SavingWords.lifecycle)
    }

    /// NAT gateways against endpoints against public addresses, each for this service alone.
    func wayOut() -> WayOut? {
        let needs = facts.egress.needs
        guard !needs.isEmpty else { return nil }
        let zoneHours = settings.zones * settings.hours
        let count = Exact(needs.count)
        let perGB = prices[.natData] - prices[.endpointData]
        let more = count * prices[.endpointHour] - prices[.natHour]
        return WayOut(
            endpoints: needs,
            publicAddresses: Money(biller.tasks * settings.hours * prices[.publicIPv4]),
            nat: Money(Spread(zoneHours * prices[.natHour] + settings.dataGB * prices[.natData])),
            viaEndpoints: Money(
                Spread(count * zoneHours * prices[.endpointHour] + settings.dataGB * prices[.endpointData])),
            evenEndpoints: prices[.natHour] / prices[.endpointHour],
            evenGB: more > .zero && perGB > .zero ? more * zoneHours / perGB : nil)
    }
}
