import Basics
import Subprocess
import Workload

/// The repository's latest commits, read by one `git log`, and only when a finding asks for it.
actor GitHistory {
    private let folder: String?
    private var reading: Task<ChangeHistory?, Never>?

    /// - Parameter folder: the root of what is reviewed; nil where there is none.
    init(folder: String?) {
        // Without a repository there is nothing to ask git for, and starting it costs more than a small review.
        self.folder = folder.flatMap { DiskTree(root: $0).exists(".git") ? $0 : nil }
    }

    /// The history; nil without git, outside a repository, or when it takes too long.
    func value() async -> ChangeHistory? {
        guard let folder else { return nil }
        if let reading { return await reading.value }
        let task = Task { await Self.read(folder) }
        reading = task
        return await task.value
    }

    private static func read(_ folder: String) async -> ChangeHistory? {
        await withTaskGroup(of: ChangeHistory?.self) { group in
            group.addTask { await log(folder) }
            group.addTask {
                // A review must not wait for a history of many gigabytes.
                try? await Task.sleep(for: .seconds(2))
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }

    private static func log(_ folder: String) async -> ChangeHistory? {
        // `--relative` leaves out what lies outside the folder, and writes paths from there.
        let arguments: Arguments = [
            "-C", folder, "-c", "core.quotePath=false", "log", "--relative", "--name-only", "--no-renames",
            "--no-merges", "-n", "200", "--format=%x00",
        ]
        let result = try? await run(
            .name("git"), arguments: arguments, output: .bytes(limit: 16 << 20), error: .discarded)
        guard let result, result.terminationStatus.isSuccess else { return nil }
        let history = ChangeHistory(log: result.standardOutput)
        return history.commits.isEmpty ? nil : history
    }
}
