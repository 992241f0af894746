/// The words of a picture that are the same in every language: those of the Dockerfile.
extension WorkloadPicture {
    func name(ofStage index: Int) -> String {
        stages.indices.contains(index) ? stages[index].name ?? "\(index)" : "\(index)"
    }

    func baseName(_ stage: Stage) -> String {
        switch stage.base {
        case .scratch: "scratch"
        case .stage(let index): name(ofStage: index)
        case .image(let name), .unknown(let name): name
        }
    }

    /// A copy as an instruction would have it.
    func line(_ copy: Copy) -> String {
        var words: [String] = []
        switch copy.way {
        case .copy: words.append("COPY")
        case .add: words.append("ADD")
        case .mount: words.append("RUN --mount")
        }
        switch copy.origin {
        case .stage(let index): words.append("--from=\(name(ofStage: index))")
        case .image(let name): words.append("--from=\(name)")
        case .context, .address, .inline: break
        }
        words += copy.sources
        if let destination = copy.destination { words += ["→", destination] }
        return words.joined(separator: " ")
    }

    /// The program that never gets the signal, where the chain does not name it already.
    var left: Process? {
        missed.flatMap { missed in processes.contains { $0.name == missed.name } ? nil : missed }
    }

    /// What is set for the image that runs, in the order in which it is shown.
    var settings: [(keyword: String, setting: Setting)] {
        var result: [(keyword: String, setting: Setting)] = []
        if let workdir { result.append(("WORKDIR", workdir)) }
        if let user { result.append(("USER", user)) }
        result += ports.map { ("EXPOSE", $0) }
        result += volumes.map { ("VOLUME", $0) }
        if let stopSignal { result.append(("STOPSIGNAL", stopSignal)) }
        return result
    }
}
