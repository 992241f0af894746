import ECSModel
import Pricing
import Testing

/// The cheapest pair, for every pair that Fargate sells.
struct FargateSizeTests {
    private static func prices(_ region: String) throws -> PriceFile.Region {
        let file = try PriceFile.builtIn()
        return try #require(file.region(region))
    }

    private static let cases = ["us-east-1", "ap-northeast-1"].flatMap { region in
        [true, false].map { (region, $0) }
    }

    @Test func thePairsAreThoseOfTheDocumentation() {
        let counts = Dictionary(grouping: FargateSize.all, by: \.cpu).mapValues(\.count)
        #expect(counts == [256: 3, 512: 4, 1024: 7, 2048: 13, 4096: 23, 8192: 12, 16384: 12, 32768: 3])
        #expect(FargateSize(cpu: 256, memory: 1536) == nil)
        #expect(FargateSize(cpu: 300, memory: 1024) == nil)
        #expect(FargateSize(cpu: 16384, memory: 122_880) != nil)
    }

    /// A pair is its own answer, and so it is for a demand that is a little less and falls between two pairs.
    @Test(arguments: cases)
    func everyPairIsTheCheapestThatHoldsIt(region: String, isARM: Bool) throws {
        let prices = try Self.prices(region)
        for size in FargateSize.all {
            for (cpu, memory) in [(size.cpu, size.memory), (size.cpu - 1, size.memory), (size.cpu, size.memory - 1)] {
                let found = try #require(
                    FargateSize.cheapest(cpu: cpu, memory: memory, isARM: isARM, prices: prices))
                // Worked out the slow way: nothing that holds the demand costs less.
                let least = FargateSize.all.filter { $0.cpu >= cpu && $0.memory >= memory }
                    .map { $0.hourly(isARM: isARM, prices) }.min()
                #expect(found.cpu >= cpu && found.memory >= memory)
                #expect(found.hourly(isARM: isARM, prices) == least, "\(cpu)/\(memory)")
                if cpu == size.cpu, memory == size.memory { #expect(found == size) }
            }
        }
    }

    @Test(arguments: [
        (1, 1, 256, 512), (256, 513, 256, 1024), (256, 1536, 256, 2048), (256, 3072, 512, 3072), (257, 512, 512, 1024),
        (512, 4097, 1024, 5120), (1024, 1024, 1024, 2048), (1500, 2000, 2048, 4096), (2048, 16385, 4096, 17408),
        (4096, 30721, 8192, 32768), (8192, 17000, 8192, 20480), (8193, 1, 16384, 32768),
        (16384, 122_880, 16384, 122_880), (16385, 1, 32768, 61440), (16384, 122_881, 32768, 249_856),
        (0, 0, 256, 512), (-5, -5, 256, 512),
    ])
    func demandsBetweenPairsGoUp(cpu: Int, memory: Int, wantedCPU: Int, wantedMemory: Int) throws {
        let prices = try Self.prices("us-east-1")
        let found = FargateSize.cheapest(cpu: cpu, memory: memory, isARM: false, prices: prices)
        #expect(found == FargateSize(cpu: wantedCPU, memory: wantedMemory))
    }

    @Test func nothingHoldsMoreThanTheLargest() throws {
        let prices = try Self.prices("us-east-1")
        for (cpu, memory) in [(32769, 1), (1, 249_857), (Int.max, Int.max)] {
            #expect(FargateSize.cheapest(cpu: cpu, memory: memory, isARM: false, prices: prices) == nil)
        }
    }
}
