import Basics
import DockerfileSyntax
package import ECSModel

/// Which Dockerfile makes the image that a container of a task definition runs.
package enum ContainerMatch {
    /// The workload whose image a container runs; nil when none of them is, or when that cannot be told.
    ///
    /// A name decides: the repository's or the container's, against the folder, the compose service or the target. Where
    /// no name fits, one Dockerfile and one container that no public image serves belong together.
    package static func workload(
        of container: ContainerDefinition, in task: TaskNode, among workloads: [Workload]
    ) -> Workload? {
        guard let text = container.image.value else { return nil }
        let image = ImageName(text)
        guard !isForeign(image, text) else { return nil }
        var names: [String] = []
        if let repository = image.repository ?? repository(image, task) { names.append(repository) }
        if let name = container.name.value { names.append(name) }
        for name in names {
            let fitting = workloads.filter { fits($0, name) }
            if let one = nearest(fitting, to: task) { return one }
            // `repo-server` for the folder `server`: a word of the name, when it means one workload only.
            let words = name.split { "-_/".contains($0) }.map(String.init)
            let near = workloads.filter { workload in words.contains { fits(workload, $0) } }
            if fitting.isEmpty, let one = nearest(near, to: task) { return one }
        }
        let own = task.definition.containers.filter { other in
            other.image.value.map { !isForeign(ImageName($0), $0) } ?? false
        }
        let runnable = workloads.filter { $0.role.runs }
        guard own.count == 1, runnable.count == 1, task.system.count(ResourceType.taskDefinition) == 1 else {
            return nil
        }
        return runnable.first
    }

    /// Of several that fit, the one that shares most of its path with the definition: two products, or a copy of one, may
    /// each have an `api`.
    private static func nearest(_ fitting: [Workload], to task: TaskNode) -> Workload? {
        guard fitting.count > 1 else { return fitting.first }
        let own = task.member.resource.place.source.path.split(separator: "/")
        let shared = fitting.map { workload in
            zip(own, workload.dockerfile.source.path.split(separator: "/")).prefix { $0 == $1 }.count
        }
        guard let most = shared.max(), shared.count(where: { $0 == most }) == 1 else { return nil }
        return zip(fitting, shared).first { $1 == most }?.0
    }

    /// An ECR repository that is among the definitions.
    private static func repository(_ image: ImageName, _ task: TaskNode) -> String? {
        guard let reference = image.reference,
            let member = task.system.member(reference.resource, in: task.member.stack),
            member.resource.type == ResourceType.repository
        else { return nil }
        return task.system.name(of: member) ?? reference.resource.split(separator: ".").last.map(String.init)
    }

    /// An image of a public registry: nobody here builds it.
    private static func isForeign(_ image: ImageName, _ text: TermText) -> Bool {
        guard text.known != nil || image.registry != nil else { return false }
        guard let registry = image.registry else {
            // Docker Hub's official images have no slash, others one.
            return image.repository != nil
        }
        return registry == "public.ecr.aws" || registry == "docker.io" || registry == "quay.io"
            || registry == "ghcr.io" || registry == "gcr.io" || registry == "registry.k8s.io"
            || registry == "mcr.microsoft.com"
    }

    private static func fits(_ workload: Workload, _ name: String) -> Bool {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        var own: Set<String> = []
        for folder in [workload.context?.root ?? "", folderOf(workload)] {
            for part in folder.split(separator: "/").suffix(2) { own.insert(normal(String(part))) }
        }
        if let service = workload.hint?.name { own.insert(normal(service)) }
        for generic in ["src", "app", "docker", "build", "code", "services", "service", "images", "."] {
            own.remove(generic)
        }
        return own.contains(normal(last)) || own.contains(normal(name))
    }

    private static func folderOf(_ workload: Workload) -> String {
        let path = workload.dockerfile.source.path
        return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    private static func normal(_ name: String) -> String {
        name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != "/" }
    }
}
