import Basics
import ECSModel
import Templates

/// Makes a pipeline of a merged file of GitLab.
struct GitLabPipeline {
    static let keywords: Set<String> = [
        "default", "include", "stages", "variables", "workflow", "image", "services", "before_script", "after_script",
        "cache", "spec",
    ]
    private static let jobLimit = 500

    /// Nil when the file holds no job and includes nothing.
    static func read(
        _ root: GitLabNode, _ path: String, _ loader: GitLabLoader, _ files: inout PipelineFiles,
        children: inout [GitLabChild]
    ) -> Pipeline? {
        var extends = GitLabExtends(root)
        let names = root.entries.filter { !$0.name.hasPrefix(".") && !keywords.contains($0.name) && $0.value.isMap }
        let place =
            root.entries.first { $0.place.path == path }?.place ?? names.first?.place ?? root.place
        var loader = loader
        var pipeline = Pipeline(name: path, form: .gitLab, place: place)
        pipeline.includes = loader.includes
        if let workflow = root["workflow"]?.entry("name"), let name = workflow.value.string, !name.contains("$") {
            pipeline.name = name
        }
        if names.count > jobLimit {
            pipeline.gaps.append(
                Pipeline.Gap(
                    names[jobLimit].place,
                    Text(en: "There are too many jobs; the rest is not read.", ja: "ジョブが多すぎるため、残りは読み取っていません。")))
        }
        // GitLab takes them for settings, whatever is in them.
        for entry in root.entries where keywords.contains(entry.name) && entry.value["script"] != nil {
            loader.gap(
                entry.place,
                Text(
                    en: "`\(entry.name)` is a keyword, so this is no job.", ja: "`\(entry.name)` は予約語のため、ジョブになりません。"),
                &files)
        }
        pipeline.gaps = loader.gaps + pipeline.gaps
        let tree = files.tree
        let reader = GitLabJobReader(
            root: GitLabNode(.map(root.entries.filter { keywords.contains($0.name) }), at: root.place), path: path,
            templates: loader.templateJobs, file: { tree.source($0) },
            folder: RelativePath.folder(path))
        var read: [GitLabJobReader.Result] = []
        for entry in names.prefix(jobLimit) {
            guard let node = extends.job(entry.name) else { continue }
            let result = reader.read(entry, node)
            pipeline.gaps += result.gaps
            children += result.children
            read.append(result)
        }
        pipeline.gaps += extends.gaps
        if let gap = extends.gaps.first { files.tell(gap.place.path, partly: gap.why) }
        guard !read.isEmpty || !pipeline.gaps.isEmpty else { return nil }
        order(&read, stages(root))
        pipeline.jobs = read.map(\.job)
        pipeline.triggers = triggers(root, read, place)
        return pipeline
    }

    private static func stages(_ root: GitLabNode) -> [String] {
        let own = root["stages"]?.each.compactMap(\.string) ?? ["build", "test", "deploy"]
        return [".pre"] + own.filter { $0 != ".pre" && $0 != ".post" } + [".post"]
    }

    /// What waits for what: by `needs`, else by the stages.
    private static func order(_ read: inout [GitLabJobReader.Result], _ stages: [String]) {
        var rank: [String: Int] = [:]
        for (index, stage) in stages.enumerated() where rank[stage] == nil { rank[stage] = index }
        // A job that a person starts holds nothing up unless it says so, and one for failures never ran before.
        var byRank: [Int: [String]] = [:]
        for result in read where result.holdsUp {
            byRank[rank[result.stage] ?? 0, default: []].append(result.job.id)
        }
        let ids = Set(read.map(\.job.id))
        for index in read.indices {
            if let needs = read[index].needs {
                read[index].job.needs = needs.filter { ids.contains($0) }
            } else {
                let own = rank[read[index].stage] ?? 0
                read[index].job.needs = (0..<max(own, 0)).flatMap { byRank[$0] ?? [] }
            }
        }
    }

    /// Schedules and who may start a pipeline by hand are settings of the project: here stands what the files tell.
    private static func triggers(
        _ root: GitLabNode, _ read: [GitLabJobReader.Result], _ place: Place
    ) -> [Trigger] {
        var found: [Trigger] = []
        if let workflow = root["workflow"], workflow["rules"] != nil {
            let rules = GitLabRules(workflow)
            found = rules.triggers
            // A rule without a condition lets everything through.
            if rules.ways.contains(where: \.text.isEmpty) {
                found += [Trigger(.push, place: place), Trigger(.tag, place: place)]
            }
        } else {
            found = [Trigger(.push, place: place), Trigger(.tag, place: place)]
            if read.contains(where: { $0.mayRunForMergeRequests }) {
                found += read.flatMap(\.triggers).filter { $0.kind == .pullRequest }.prefix(1)
            }
        }
        found += read.flatMap(\.triggers).filter { $0.kind == .schedule }
        var said: Set<String> = []
        return found.filter { said.insert($0.kind.rawValue + $0.branches.joined(separator: ",")).inserted }
    }
}
