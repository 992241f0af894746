/// Files that are in an image at some point of its build, found by any folder above them without a look at each.
struct LayerFiles {
    private var files: [LayerWaste.File?] = []
    private var places: [String: [Int]] = [:]
    private var count = 0

    var isEmpty: Bool { count == 0 }

    mutating func add(_ file: LayerWaste.File) {
        var path = file.path[...]
        places[file.path, default: []].append(files.count)
        // Folders nested deeper than that are not named by anybody.
        for _ in 0..<32 {
            guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { break }
            path = path[..<slash]
            places[String(path), default: []].append(files.count)
        }
        places["/", default: []].append(files.count)
        files.append(file)
        count += 1
    }

    /// Removes the files at or below `folder` that `matches` accepts, in the order they came.
    mutating func take(below folder: String, where matches: (LayerWaste.File) -> Bool) -> [LayerWaste.File] {
        var taken: [LayerWaste.File] = []
        for index in places[folder] ?? [] {
            guard let file = files[index], matches(file) else { continue }
            files[index] = nil
            count -= 1
            taken.append(file)
        }
        if !taken.isEmpty { places[folder]?.removeAll { files[$0] == nil } }
        return taken
    }
}
