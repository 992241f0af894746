/// Sizes of tasks as ECS reads and sells them.
package enum TaskSize {
    /// `256`, `1 vCPU`, `.5 vcpu` in CPU units; nil for what ECS would not understand.
    package static func cpuUnits(_ text: String) -> Int? {
        amount(text, unit: "vcpu", perUnit: 1024)
    }

    /// `512`, `1 GB`, `0.5gb` in MiB; nil for what ECS would not understand.
    package static func memoryMiB(_ text: String) -> Int? {
        amount(text, unit: "gb", perUnit: 1024)
    }

    private static func amount(_ text: String, unit: String, perUnit: Double) -> Int? {
        let text = String(text.lowercased().filter { $0 != " " })
        guard text.hasSuffix(unit) else { return Int(text).flatMap { $0 >= 0 ? $0 : nil } }
        guard let value = Double(text.dropLast(unit.count)), value >= 0, value < 1e6 else { return nil }
        return Int((value * perUnit).rounded())
    }

    /// The memory sizes in MiB that Fargate has for a number of CPU units; empty for a number that it does not have.
    ///
    /// Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
    package static func fargateMemory(_ cpuUnits: Int) -> [Int] {
        switch cpuUnits {
        case 256: [512, 1024, 2048]
        case 512: Array(stride(from: 1024, through: 4096, by: 1024))
        case 1024: Array(stride(from: 2048, through: 8192, by: 1024))
        case 2048: Array(stride(from: 4096, through: 16384, by: 1024))
        case 4096: Array(stride(from: 8192, through: 30720, by: 1024))
        case 8192: Array(stride(from: 16384, through: 61440, by: 4096))
        case 16384: Array(stride(from: 32768, through: 122_880, by: 8192))
        case 32768: [61440, 122_880, 249_856]
        default: []
        }
    }

    package static let fargateCPU = [256, 512, 1024, 2048, 4096, 8192, 16384, 32768]
}
