import Basics
package import Pipelines

/// What was found out about one pipeline, or about all that delivers.
package struct JudgedPipeline: Sendable {
    /// Nil for what concerns no single pipeline.
    package let pipeline: Pipeline?
    /// The file that the findings are listed under.
    package let path: String
    package var findings: [Finding]
}

extension Judge {
    /// The findings about all pipelines and what stands beside them.
    package func judge(_ all: Pipelines) -> [JudgedPipeline] {
        guard hasPipelineRules, !all.isEmpty else { return [] }
        var result = all.pipelines.map { pipeline in
            JudgedPipeline(
                pipeline: pipeline, path: pipeline.path,
                findings: findings(about: PipelineSubject(pipeline, among: all)))
        }
        // A job that two pipelines share, as by a reusable workflow, has its faults once.
        var said: Set<Finding> = []
        for index in result.indices { result[index].findings.removeAll { !said.insert($0).inserted } }
        for (path, found) in Dictionary(grouping: findings(about: all), by: \.span.path).sorted(by: { $0.key < $1.key })
        {
            let fresh = found.filter { said.insert($0).inserted }
            if let index = result.firstIndex(where: { $0.path == path }) {
                result[index].findings += fresh
            } else {
                result.append(JudgedPipeline(pipeline: nil, path: path, findings: fresh))
            }
        }
        silenceByComments(&result, all)
        for index in result.indices {
            result[index].findings.sort(by: Self.precedes)
            silencer.silenceBySettings(&result[index].findings)
        }
        return result
    }

    /// Lets the comments of the files count. A template's comments are heard where templates are judged.
    private func silenceByComments(_ result: inout [JudgedPipeline], _ all: Pipelines) {
        for source in all.sources where Pragma.mayStand(in: source) {
            var found = result.flatMap(\.findings)
            let uses = silencer.silence(&found, definition: source)
            var next = 0
            for index in result.indices {
                let count = result[index].findings.count
                result[index].findings = Array(found[next..<next + count])
                next += count
            }
            guard let index = result.firstIndex(where: { $0.path == source.path }) else { continue }
            for use in uses { result[index].findings += findings(about: use) }
        }
    }
}
