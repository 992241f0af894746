import Basics
import ECSModel
import Pricing
import Scaling
import Templates
import Workload

/// The service whose scaling is simulated: its policies, and what its definitions say of its tasks.
struct ScaledService {
    let setup: ScalingSetup
    /// Nil where there are policies alone.
    let facts: ServiceFacts?

    /// - Parameter path: a JSON file with policies, or a file or folder of definitions.
    static func find(_ path: String, service: String?, _ language: Language) async throws(Failure) -> ScaledService {
        let disk = ReviewPlace.disk(path)
        let name = path.lowercased()
        if name.hasSuffix(".json") || name.hasSuffix(".yaml") || name.hasSuffix(".yml"),
            disk.entry(path)?.kind != .folder
        {
            let source = SourceFile(path: path, bytes: try disk.read(path, limit: 4 << 20))
            // A template of CloudFormation has tags that only its own reader knows; its reader tells what is wrong.
            let limits = DocumentLimits(placeholders: true)
            if let document = try? Document.read(source, limits: limits),
                let setup = try PolicyFile.setup(document, service: service)
            {
                return ScaledService(setup: setup, facts: nil)
            }
            if name.hasSuffix(".json") { _ = try Document.read(source, limits: limits) }
        }
        let place = try ReviewPlace([path])
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
        let (setup, node) = try ServicePolicies.find(infrastructure.likeliest, service: service)
        let prices = try PriceFile.builtIn()
        let estimate = CostEstimate(infrastructure, settings: CostSettings(), prices: prices, shown: place.shown)
        let line = node.member.place.span.start.line
        let bills = estimate.environments.flatMap(\.bills)
        return ScaledService(
            setup: setup, facts: bills.first { $0.facts.name == node.name && $0.facts.line == line }?.facts)
    }
}

extension ServiceFacts {
    var cpuUnits: Int? {
        switch size {
        case .known(let size): size.cpu
        case .refused(let cpu, _): cpu
        case .unknown: nil
        }
    }

    var memoryMiB: Int? {
        switch size {
        case .known(let size): size.memory
        case .refused(_, let memory): memory
        case .unknown: nil
        }
    }
}

extension PriceFile {
    /// The price file of a path, else the built-in one.
    static func read(_ path: String?) throws(Failure) -> PriceFile {
        guard let path else { return try PriceFile.builtIn() }
        guard let source = ReviewPlace.disk(path).source(path, limit: PriceFileReader.sizeLimit + 1) else {
            throw Failure(
                .notFound,
                Text(
                    en: "The price file `\(path)` cannot be read, or has more than 1 MiB.",
                    ja: "料金ファイル `\(path)` を読み込めないか、サイズが 1 MiB を超えています。"))
        }
        return try PriceFileReader.read(source)
    }
}
