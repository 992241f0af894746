import Basics
import Foundation
import ImageScan
import RuleKit
import Workload

/// Where a review reads from, and what was found there: a folder on disk, or a Dockerfile from standard input.
struct ReviewPlace: Sendable {
    let tree: any FileTree
    let found: Discovered
    let projectFile: SourceFile?
    /// What the images of FROM stood for when they were locked.
    let lockFile: SourceFile?
    /// The settings files of other tools.
    let foreignFiles: [(tool: ForeignTool, source: SourceFile)]
    private let root: DiscoveryRoot?

    init(_ paths: [String]) throws(Failure) {
        if paths == ["-"] {
            let bytes = FileHandle.standardInput.readDataToEndOfFile()
            tree = MemoryTree([Self.standardInput: Array(bytes)])
            found = Discovery.find(in: tree, from: [Self.standardInput])
            projectFile = nil
            lockFile = nil
            foreignFiles = []
            root = nil
            return
        }
        if paths.contains("-") {
            throw Failure(
                .invalid,
                Text(
                    en: "`-` reads standard input and cannot be mixed with other paths.",
                    ja: "`-` は標準入力を読み込むため、ほかのパスと同時には指定できません。"))
        }
        let root = try DiscoveryRoot.find(
            paths: paths, currentFolder: FileManager.default.currentDirectoryPath)
        let tree = DiskTree(root: root.path)
        self.tree = tree
        self.root = root
        found = Discovery.find(in: tree, from: root.starts)
        projectFile = Self.nearest(ProjectFile.names, root, tree)
        lockFile = Self.nearest([ImageLock.fileName], root, tree)
        foreignFiles = ForeignSettings.names.compactMap { tool, names in
            Self.nearest(names, root, tree).map { (tool, $0) }
        }
    }

    /// The current folder and those above it, asked for settings alone.
    static func settingsOnly() throws(Failure) -> ReviewPlace {
        let here = FileManager.default.currentDirectoryPath
        let root = try DiscoveryRoot.find(paths: ["."], currentFolder: here)
        return ReviewPlace(root)
    }

    private init(_ root: DiscoveryRoot) {
        let tree = DiskTree(root: root.path)
        self.tree = tree
        self.root = root
        found = Discovery.find(in: MemoryTree([:]), from: [])
        projectFile = Self.nearest(ProjectFile.names, root, tree)
        lockFile = Self.nearest([ImageLock.fileName], root, tree)
        foreignFiles = ForeignSettings.names.compactMap { tool, names in
            Self.nearest(names, root, tree).map { (tool, $0) }
        }
    }

    /// The name under which standard input is shown.
    static let standardInput = "<stdin>"

    /// The first of the names in the first place that was given, or in a folder above it up to the root.
    private static func nearest(_ names: [String], _ root: DiscoveryRoot, _ tree: DiskTree) -> SourceFile? {
        var folder = root.starts.first ?? ""
        if tree.entry(folder)?.kind == .file { folder = RelativePath.folder(folder) }
        while true {
            for name in names {
                if let source = tree.source(folder.isEmpty ? name : folder + "/" + name) { return source }
            }
            if folder.isEmpty { return nil }
            folder = RelativePath.folder(folder)
        }
    }

    /// The places that were named, as paths of the tree; the empty string is the root.
    var starts: [String] { root?.starts ?? [Self.standardInput] }

    /// Where a path that the user wrote is read from: the current folder, unless it is absolute.
    static func disk(_ path: String) -> DiskTree {
        DiskTree(root: path.hasPrefix("/") ? "" : FileManager.default.currentDirectoryPath)
    }

    /// Where the lock file is, or would be: beside plimsoll.yml, else in the first folder that was named.
    var lockPath: String {
        if let lockFile { return lockFile.path }
        var folder = projectFile.map { RelativePath.folder($0.path) } ?? starts.first ?? ""
        if projectFile == nil, tree.entry(folder)?.kind == .file { folder = RelativePath.folder(folder) }
        return folder.isEmpty ? ImageLock.fileName : "\(folder)/\(ImageLock.fileName)"
    }

    /// The folder on disk that paths of the tree start from; nil for standard input.
    var folder: String? { root?.path }

    /// A path of the tree as people see it from where they stand.
    func shown(_ path: String) -> String { root?.shown(path) ?? path }

    /// Reads a file by the path that is shown.
    var sources: @Sendable (String) -> SourceFile? {
        guard root != nil else {
            let tree = tree
            return { tree.source($0, limit: 64 << 20) }
        }
        let here = FileManager.default.currentDirectoryPath
        return { path in
            DiskTree(root: path.hasPrefix("/") ? "" : here).source(path, limit: 64 << 20)
        }
    }

    /// The roles of `plimsoll.yml`, whose paths are relative to it, by paths of the tree.
    func roles(_ project: ProjectFile) -> [String: Role] {
        let folder = RelativePath.folder(projectFile?.path ?? "")
        var roles: [String: Role] = [:]
        for (path, role) in project.roles {
            if let place = RelativePath.join(folder, path) { roles[place] = role }
        }
        return roles
    }
}
