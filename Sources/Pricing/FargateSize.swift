import ECSModel

/// A pair of CPU and memory that Fargate sells.
package struct FargateSize: Sendable, Hashable {
    /// CPU units: 1,024 are one vCPU.
    package let cpu: Int
    /// MiB.
    package let memory: Int

    private init(_ cpu: Int, _ memory: Int) {
        self.cpu = cpu
        self.memory = memory
    }

    /// Nil for a pair that Fargate refuses.
    package init?(cpu: Int, memory: Int) {
        guard TaskSize.fargateMemory(cpu).contains(memory) else { return nil }
        self.init(cpu, memory)
    }

    /// Every pair, by CPU and then by memory.
    package static let all = TaskSize.fargateCPU.flatMap { cpu in
        TaskSize.fargateMemory(cpu).map { FargateSize(cpu, $0) }
    }

    /// The cheapest pair that has at least this CPU and this memory; nil when none is so large.
    ///
    /// More CPU can be cheaper: nothing with 0.25 vCPU has 3 GB. Of two that cost the same the one with more memory.
    package static func cheapest(cpu: Int, memory: Int, isARM: Bool, prices: PriceFile.Region) -> FargateSize? {
        var best: (size: FargateSize, price: Exact)?
        for size in all where size.cpu >= cpu && size.memory >= memory {
            let price = size.hourly(isARM: isARM, prices)
            if let known = best, known.price < price || (known.price == price && known.size.memory >= size.memory) {
                continue
            }
            best = (size, price)
        }
        return best?.size
    }

    package var vcpu: Exact { Exact(cpu) / Exact(1024) }
    package var gigabytes: Exact { Exact(memory) / Exact(1024) }

    /// Dollars an hour of one task.
    package func hourly(isARM: Bool, _ prices: PriceFile.Region) -> Exact {
        vcpu * prices[isARM ? .armCPU : .x86CPU] + gigabytes * prices[isARM ? .armMemory : .x86Memory]
    }
}
