/// A HEALTHCHECK with its times read and BuildKit's defaults known.
///
/// The times that are not given are those of the Docker reference: 30 s, 30 s, 0 s, 5 s and 3 tries.
package struct HealthcheckView: Sendable {
    /// The shortest time other than zero that BuildKit takes.
    package static let minimum = Duration.milliseconds(1)

    /// `HEALTHCHECK NONE`.
    package var isNone: Bool
    package var interval: Duration?
    package var timeout: Duration?
    package var startPeriod: Duration?
    package var startInterval: Duration?
    package var retries: Int?
    /// The words of the exec form, or the one text of the shell form.
    package var command: [Word]
    package var isJSON: Bool

    /// Nil for another instruction, and for one without a type.
    package init?(_ instruction: Instruction) {
        guard instruction.keyword == .healthcheck, case .health(let type, let command) = instruction.arguments else {
            return nil
        }
        isNone = type.raw.uppercased() == "NONE"
        self.command = command.words
        isJSON = command.isJSON
        func time(_ name: String) -> Duration? {
            guard let time = instruction.flag(name)?.value.flatMap(GoDuration.parse), time >= Self.minimum else {
                return nil
            }
            return time
        }
        interval = time("interval")
        timeout = time("timeout")
        startPeriod = time("start-period")
        startInterval = time("start-interval")
        retries = instruction.flag("retries")?.value.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }
}

extension Instruction {
    /// This HEALTHCHECK with its times; nil for another instruction.
    package var health: HealthcheckView? { HealthcheckView(self) }
}
