import AWSClient
import Basics
import Foundation

/// How a step that failed is tried again: after half a second, one, two, four…, or after the time that the server asks
/// for.
struct Patience: Sendable {
    private let settings: RegistrySettings
    private(set) var failures = 0

    init(_ settings: RegistrySettings) {
        self.settings = settings
    }

    /// The server is up to something again.
    mutating func reset() { failures = 0 }

    /// Whether a status says to come back.
    static func isPassing(_ status: Int) -> Bool {
        status == 429 || status == 408 || status == 500 || status == 502 || status == 503 || status == 504
    }

    /// Waits until the next try; false when there is none left, or the server wants more time than we have.
    mutating func wait(_ fields: HTTPFields = [:], tries: Int? = nil) async -> Bool {
        failures += 1
        guard failures < tries ?? settings.tries, !Task.isCancelled else { return false }
        let backoff = Duration.milliseconds(500 << min(failures - 1, 6))
        let asked = fields["Retry-After"].flatMap { Self.seconds($0, now: settings.aws.now()) }
        let pause = asked.map { max(Duration.seconds($0), .milliseconds(100)) } ?? backoff
        guard pause <= settings.longestWait else { return false }
        do {
            try await settings.sleep(pause)
            return true
        } catch {
            return false
        }
    }

    /// `120` or `Sat, 21 Nov 2026 09:30:00 GMT`.
    static func seconds(_ value: String, now: Moment) -> Int? {
        if let seconds = Int(value.trimmingCharacters(in: .whitespaces)) { return max(0, min(seconds, 1 << 30)) }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = value.split(separator: " ")
        guard parts.count == 6, let month = months.firstIndex(of: String(parts[2])) else { return nil }
        let day = parts[1].count == 1 ? "0\(parts[1])" : String(parts[1])
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return Moment("\(parts[3])-\(number)-\(day)T\(parts[4])Z").map { max(0, $0.seconds - now.seconds) }
    }

    /// A small exchange, tried again as long as that may help.
    func answer(_ call: HTTPCall) async throws(Failure) -> HTTPAnswer {
        var patience = Patience(settings)
        while true {
            var answer: HTTPAnswer?
            var failure: Failure?
            do throws(Failure) {
                answer = try await settings.aws.send(call)
            } catch {
                failure = error
            }
            if let answer {
                guard Self.isPassing(answer.status), await patience.wait(answer.fields) else { return answer }
            } else if let failure {
                guard failure.code == .unavailable, await patience.wait(tries: 2) else { throw failure }
            }
        }
    }
}
