import Basics
import DockerfileSyntax
import Workload

/// A variable that ENV sets in the image, with the place of its value.
struct EnvironmentValue {
    var name: String
    var value: String
    var place: Range<Int>

    /// The values that the image ends with, in the order of the file.
    static func all(_ workload: Workload) -> [EnvironmentValue] {
        guard let config = workload.config else { return [] }
        return config.environment.sorted { ($0.value.instruction, $0.key) < ($1.value.instruction, $1.key) }
            .compactMap { name, setting in
                guard let value = setting.value,
                    let pair = workload.dockerfile.instructions[setting.instruction].pairs.last(where: {
                        $0.key.shown == name
                    })
                else { return nil }
                return EnvironmentValue(name: name, value: value, place: pair.value?.range ?? pair.range)
            }
    }
}
