import Basics
import ECSModel
import Templates
import Workload

/// Reads CodePipeline, CodeBuild and CodeDeploy, from definitions and from files of their own.
enum CodePipelineReader {
    /// So many pipelines and so many projects are read.
    private static let limit = 500

    /// - Parameter ecspresso: the configurations of ecspresso, in which an appspec may stand.
    static func read(
        _ candidates: [String], _ files: inout PipelineFiles, into result: inout Pipelines, ecspresso: [String] = []
    ) {
        let system = result.system
        let builds = BuildProjectReader(system: system, tree: files.tree)
        result.projects = system.members(ResourceType.codeBuildProject).prefix(limit).map(builds.project)
        result.deploymentGroups = DeploymentGroupReader(system: system).groups()
        let other = otherFiles(candidates, &files, into: &result)
        readInline(ecspresso, files, into: &result)
        let sources =
            system.members(ResourceType.pipeline).prefix(limit).map { PipelineSource($0) } + other.pipelines
        guard !sources.isEmpty || !result.projects.isEmpty || !other.buildspecs.isEmpty else { return }
        var builder = CodePipelineBuilder(
            system: system, projects: result.projects, groups: result.deploymentGroups, tree: files.tree)
        for source in sources { result.pipelines.append(builder.pipeline(source, &files)) }
        // A project that no pipeline runs, or that a webhook starts besides, delivers on its own.
        for (index, project) in result.projects.enumerated()
        where !builder.usedProjects.contains(index) || project.webhook != nil {
            result.pipelines.append(builder.pipeline(of: index, &files))
        }
        for path in other.buildspecs where !builder.work.used.contains(path) {
            if let pipeline = builder.work.pipeline(of: path, &files) {
                result.pipelines.append(pipeline)
            } else if files.document(path) != nil {
                files.forget(path)
            }
        }
    }

    /// Appspecs, image files, pipelines and the names of buildspecs among the files.
    private static func otherFiles(
        _ candidates: [String], _ files: inout PipelineFiles, into result: inout Pipelines
    ) -> (pipelines: [PipelineSource], buildspecs: [String]) {
        var pipelines: [PipelineSource] = []
        var buildspecs: [String] = []
        var seen: Set<String> = []
        for path in candidates {
            let name = RelativePath.name(path).lowercased()
            let isJSON = name.hasSuffix(".json")
            guard isJSON || name.hasSuffix(".yml") || name.hasSuffix(".yaml"), seen.insert(path).inserted else {
                continue
            }
            if name.has("buildspec") {
                buildspecs.append(path)
            } else if name.has("appspec") {
                guard let document = files.document(path) else { continue }
                if let spec = DeliveryFiles.appSpec(document.term) {
                    result.deployments.append(spec)
                } else {
                    files.forget(path)
                }
            } else if isJSON, name.has("imagedef") || name.has("imagedetail") {
                guard let document = files.document(path) else { continue }
                let term = document.term
                if let file = DeliveryFiles.definitions(term) ?? DeliveryFiles.detail(term) {
                    result.imageFiles.append(file)
                } else {
                    files.forget(path)
                }
            } else if isJSON, name.has("pipeline"), pipelines.count < limit {
                // Many tools have files of this name.
                guard let bytes = try? files.tree.read(path, limit: 4 << 20), bytes.has("actionTypeId"),
                    let document = files.document(path)
                else { continue }
                if let source = PipelineSource(document) {
                    pipelines.append(source)
                } else {
                    files.forget(path)
                }
            }
        }
        return (pipelines, buildspecs)
    }

    /// `appspec:` in configurations of ecspresso. Those files are told of where definitions are read.
    private static func readInline(_ paths: [String], _ files: PipelineFiles, into result: inout Pipelines) {
        for path in paths where !path.hasSuffix(".jsonnet") {
            guard let source = files.tree.source(path, limit: 4 << 20), source.bytes.has("appspec"),
                let document = try? Document.read(source, limits: DocumentLimits(placeholders: true)),
                let term = document.term["appspec"], let spec = DeliveryFiles.appSpec(term, isInline: true)
            else { continue }
            result.deployments.append(spec)
        }
    }
}
