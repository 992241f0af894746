/// Which rules judged, by id: where two reviews differ, it tells a change of the workload from one of the rules.
package struct Judging: Sendable, Hashable, Codable {
    /// The rules whose findings are listed.
    package var listed: [String]
    /// Stricter rules, which speak to the lens only.
    package var evidence: [String]

    package init(listed: [String] = [], evidence: [String] = []) {
        self.listed = listed
        self.evidence = evidence
    }
}
