import Basics
import ECSModel
import Lifecycle
import Workload

/// The images in ECR that task definitions of any environment name.
enum ReferencedImages {
    static func find(_ place: ReviewPlace, _ language: Language) async -> [ImageReference] {
        let jsonnet = JsonnetProgram(folder: place.folder)
        let infrastructure = await DefinitionLoader(tree: place.tree).load(place.found.definitionCandidates) {
            await jsonnet.render($0, $1)
        }
        for file in infrastructure.files {
            switch file.state {
            case .read: continue
            case .partly(let why), .refused(let why):
                Terminal.write("plimsoll: \(place.shown(file.path)): \(why(language))\n", to: 2)
            }
        }
        var known: Set<ImageReference> = []
        var result: [ImageReference] = []
        for system in infrastructure.systems().map(\.system) {
            for task in system.tasks {
                for container in task.definition.containers {
                    guard let reference = reference(container, task, place), known.insert(reference).inserted else {
                        continue
                    }
                    result.append(reference)
                }
            }
        }
        return result
    }

    /// nil for an image of another registry, and where neither tag nor digest is known.
    private static func reference(
        _ container: ContainerDefinition, _ task: TaskNode, _ place: ReviewPlace
    ) -> ImageReference? {
        guard case .known(let text, let position) = container.image else { return nil }
        let name = ImageName(text)
        let isECR = name.region != nil || name.reference != nil || (name.registry == nil && text.known == nil)
        // Where nothing is written, `latest` is pulled.
        let tag = name.tag ?? (name.isUntagged ? "latest" : nil)
        guard isECR, tag != nil || name.digest != nil else { return nil }
        var span = position.span
        span.path = place.shown(span.path)
        return ImageReference(
            repository: name.repository, tag: tag, digest: name.digest, task: task.name, span: span)
    }
}
