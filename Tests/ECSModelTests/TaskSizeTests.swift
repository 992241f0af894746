import ECSModel
import Testing

/// Sizes as ECS reads them.
struct TaskSizeTests {
    @Test(
        arguments: [
            ("256", 256), ("1 vCPU", 1024), (".5 vcpu", 512), ("0.25vCPU", 256), ("16 vCPU", 16384), ("1024.0", nil),
            ("", nil), ("many", nil), ("-1", nil), ("1e999 vCPU", nil),
        ] as [(String, Int?)])
    func cpuIsRead(text: String, units: Int?) {
        #expect(TaskSize.cpuUnits(text) == units)
    }

    @Test(
        arguments: [("512", 512), ("1 GB", 1024), ("0.5gb", 512), ("30GB", 30720), ("1 TB", nil)] as [(String, Int?)])
    func memoryIsRead(text: String, size: Int?) {
        #expect(TaskSize.memoryMiB(text) == size)
    }

    @Test func fargateHasPairs() {
        #expect(TaskSize.fargateMemory(256) == [512, 1024, 2048])
        #expect(TaskSize.fargateMemory(8192).count == 12)
        #expect(TaskSize.fargateMemory(16384).last == 122_880)
        #expect(TaskSize.fargateMemory(32768) == [61440, 122_880, 249_856])
        #expect(TaskSize.fargateCPU.allSatisfy { !TaskSize.fargateMemory($0).isEmpty })
        #expect(TaskSize.fargateMemory(300) == [])
    }
}
