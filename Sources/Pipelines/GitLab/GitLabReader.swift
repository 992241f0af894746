import Basics
import ECSModel
import Templates
import Workload

/// Reads GitLab's pipelines: `.gitlab-ci.yml` with what it includes.
enum GitLabReader {
    private static let name = ".gitlab-ci.yml"

    static func read(_ candidates: [String], _ files: inout PipelineFiles, into result: inout Pipelines) {
        let entries = candidates.filter { RelativePath.name($0) == name }
            .sorted { ($0.utf8.lazy.filter { $0 == 0x2F }.count, $0) < ($1.utf8.lazy.filter { $0 == 0x2F }.count, $1) }
        // A file that another one includes or starts is a part of that one.
        var read: Set<String> = []
        for path in entries where !read.contains(path) {
            var loader = GitLabLoader(candidates: candidates, entry: path)
            guard let root = loader.load(path, &files) else { continue }
            var children: [GitLabChild] = []
            if let pipeline = GitLabPipeline.read(root, path, loader, &files, children: &children) {
                result.pipelines.append(pipeline)
            }
            read.formUnion(loader.loaded)
            var started: Set<String> = [path]
            while let child = children.popLast() {
                guard started.insert(child.path).inserted, started.count <= 50 else { continue }
                var loader = GitLabLoader(candidates: candidates, entry: child.path, folder: RelativePath.folder(path))
                guard let root = loader.load(child.path, &files) else { continue }
                if var pipeline = GitLabPipeline.read(root, child.path, loader, &files, children: &children) {
                    pipeline.triggers = [Trigger(.call, place: child.place)]
                    result.pipelines.append(pipeline)
                }
                read.formUnion(loader.loaded)
            }
        }
    }
}

/// A pipeline that a job of another one starts.
struct GitLabChild {
    var path: String
    var place: Place
}
