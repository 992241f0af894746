import Basics
import DockerfileSyntax
import ImageScan
import RuleKit
import Workload

/// Where a secret of an image comes from, as a line that somebody can change.
enum SecretPlace {
    static func span(_ secret: ImageSecret, _ subject: ImageSubject) -> Span {
        switch secret.place {
        case .file(_, let layer): return subject.span(ofLayer: layer)
        case .environment(let name): return span(.env, name, subject)
        case .label(let name): return span(.label, name, subject)
        case .command(let keyword): return subject.span(of: keyword)
        case .history(let step):
            let history = subject.image.history
            guard let file = subject.image.dockerfile, history.instructions.indices.contains(step),
                let index = history.instructions[step], file.instructions.indices.contains(index)
            else { return subject.span }
            return file.source.span(file.instructions[index].range)
        }
    }

    /// The last ENV or LABEL that sets a name.
    private static func span(_ keyword: Keyword, _ name: String, _ subject: ImageSubject) -> Span {
        guard let file = subject.image.dockerfile, let workload = subject.workload else { return subject.span }
        let setting = workload.shipped.last { _, instruction in
            instruction.keyword == keyword && instruction.pairs.contains { $0.key.value == name }
        }
        return setting.map { file.source.span($0.instruction.range) } ?? subject.span
    }
}
