package import Basics
package import Workload

/// What a drawing of a workload shows: its stages, what is copied where, and the processes that run in the end.
///
/// It stands by itself, so that a stored review can be drawn again without the files. Texts of the Dockerfile in it
/// are masked where they hold a secret.
package struct WorkloadPicture: Sendable, Hashable, Codable {
    /// A line of a file.
    package struct Place: Sendable, Hashable, Codable {
        package var path: String
        package var line: Int
    }

    /// Words of the Dockerfile and where they stand.
    package struct Setting: Sendable, Hashable, Codable {
        package var text: String
        package var place: Place
    }

    package struct Stage: Sendable, Hashable, Codable {
        package enum Base: Sendable, Hashable, Codable {
            case scratch
            /// An earlier stage, by index.
            case stage(Int)
            case image(String)
            /// A variable hides it; as written.
            case unknown(String)
        }

        package var name: String?
        package var base: Base
        package var place: Place
        /// How many RUN it has.
        package var runs: Int
        /// Its image is the one that runs.
        package var isFinal: Bool
        /// The image that runs is built on it or takes files from it.
        package var isUsed: Bool
    }

    /// A COPY, ADD or bind mount.
    package struct Copy: Sendable, Hashable, Codable {
        package enum Origin: Sendable, Hashable, Codable {
            case context
            /// An earlier stage, by index.
            case stage(Int)
            /// Another image, or a context that has a name.
            case image(String)
            /// A download or a Git repository.
            case address
            /// Text in the Dockerfile.
            case inline
        }

        package enum Way: String, Sendable, Hashable, Codable { case copy, add, mount }

        package var way: Way
        package var origin: Origin
        /// The stage that gets it.
        package var stage: Int
        package var sources: [String]
        package var destination: String?
        /// How many files of the context it takes, where that is known, and their size.
        package var files: Int?
        package var bytes: Int?
        package var place: Place
    }

    /// One program between the start of the container and the application.
    package struct Process: Sendable, Hashable, Codable {
        package var name: String
        package var isShell: Bool
        package var place: Place
    }

    /// Whether SIGTERM gets through to the application.
    package enum Signal: Sendable, Hashable, Codable {
        case reaches
        /// The process at this index keeps it; the place is that of the command that keeps it.
        case blocked(at: Int, place: Place)
        case unknown(Text)
    }

    package var context: String?
    package var stages: [Stage] = []
    package var copies: [Copy] = []
    package var user: Setting?
    package var workdir: Setting?
    package var stopSignal: Setting?
    package var ports: [Setting] = []
    package var volumes: [Setting] = []
    package var processes: [Process] = []
    package var signal: Signal?
    /// What is started without ever getting the signal.
    package var missed: Process?

    package init(_ workload: Workload) {
        var reader = PictureReader(workload)
        self = reader.read()
    }

    init() {}

    /// The same with each path changed: people see paths from where they stand.
    package func mapPaths(_ change: (String) -> String) -> WorkloadPicture {
        var picture = self
        func move(_ place: inout Place) { place.path = change(place.path) }
        picture.context = context.map(change)
        for index in stages.indices { move(&picture.stages[index].place) }
        for index in copies.indices { move(&picture.copies[index].place) }
        for index in ports.indices { move(&picture.ports[index].place) }
        for index in volumes.indices { move(&picture.volumes[index].place) }
        for index in processes.indices { move(&picture.processes[index].place) }
        if var place = user?.place {
            move(&place)
            picture.user?.place = place
        }
        if var place = workdir?.place {
            move(&place)
            picture.workdir?.place = place
        }
        if var place = stopSignal?.place {
            move(&place)
            picture.stopSignal?.place = place
        }
        if var place = missed?.place {
            move(&place)
            picture.missed?.place = place
        }
        if case .blocked(let index, var place) = signal {
            move(&place)
            picture.signal = .blocked(at: index, place: place)
        }
        return picture
    }
}
