import ECSModel

/// Findings of scans that are uploaded to code scanning.
enum SARIFUpload {
    /// Code scanning has a check of its own, which settings of the repository may require: whether a scan of which the
    /// findings are uploaded can stop anything is open then.
    static func apply(to steps: inout [Step]) {
        var isUploaded = false
        for index in steps.indices.reversed() {
            if case .action(let use) = steps[index].work {
                let name = use.name.lowercased()
                if name == "github/codeql-action/upload-sarif" { isUploaded = true }
                guard isUploaded, use.input("format")?.value.known == "sarif" || name == "docker/scout-action",
                    name != "docker/scout-action" || use.input("sarif-file") != nil
                else { continue }
                for number in steps[index].activities.indices {
                    guard var scan = steps[index].activities[number].scan, scan.failing == .neverFails else { continue }
                    scan.failing = .unknown
                    steps[index].activities[number].facts = .scan(scan)
                }
            }
        }
    }
}
