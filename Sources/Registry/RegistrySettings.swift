package import AWSClient

/// How a registry is asked. Tests give their own environment, clock and way to wait.
package struct RegistrySettings: Sendable {
    /// Environment, home folder, clock and AWS's side.
    package var aws: AWSSettings
    /// Plain HTTP also for hosts other than this machine.
    package var isInsecure: Bool
    /// A login given by hand; nil looks for one.
    package var login: RegistryLogin?
    /// How many layers load at once.
    package var parallel = 4
    /// How often in a row a step may fail.
    package var tries = 6
    /// How long nothing may arrive.
    package var idle: Duration = .seconds(30)
    /// How long a registry may ask to be left alone before that is an error.
    package var longestWait: Duration = .seconds(120)
    package var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    package init(aws: AWSSettings, isInsecure: Bool = false, login: RegistryLogin? = nil) {
        self.aws = aws
        self.isInsecure = isInsecure
        self.login = login
    }

    /// Of this process.
    package static func system(isInsecure: Bool = false) -> RegistrySettings {
        RegistrySettings(aws: .system, isInsecure: isInsecure)
    }
}
