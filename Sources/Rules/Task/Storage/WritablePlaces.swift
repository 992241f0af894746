import Basics
import DockerfileSyntax
import ECSModel
import RuleKit
import Workload

/// Where a container with a read-only root can write: its mounts, its tmpfs, and the folders that the image declares
/// with VOLUME, for which the engine makes a volume each.
struct WritablePlaces {
    private var folders: [String] = ["/dev", "/proc", "/sys"]
    /// A mount whose path or mode is not known may be anywhere.
    private(set) var isWhole = true

    init(_ subject: TaskSubject.Container) {
        let container = subject.definition
        let term = container.term
        if term["mountPoints"]?.isUnknown == true || term["volumesFrom"] != nil { isWhole = false }
        for mount in container.mountPoints {
            guard let path = mount.path.value else {
                isWhole = false
                continue
            }
            switch mount.readOnly {
            case .absent, .known(false, _): folders.append(Self.clean(path))
            case .known(true, _): continue
            case .unknown, .wrong: isWhole = false
            }
        }
        let parameters = container.linuxParameters
        if parameters?.isUnknown == true || parameters?["tmpfs"]?.isUnknown == true { isWhole = false }
        for item in parameters?["tmpfs"]?.items ?? [] {
            if let path = item.string("containerPath").value {
                folders.append(Self.clean(path))
            } else {
                isWhole = false
            }
        }
        for volume in subject.workload?.config?.volumes ?? [] {
            guard let path = volume.value.value else {
                isWhole = false
                continue
            }
            folders.append(Self.clean(path))
        }
    }

    /// Whether a path lies, or may lie, in one of them.
    func covers(_ path: String) -> Bool {
        !isWhole || folders.contains { path == $0 || path.hasPrefix($0 == "/" ? "/" : $0 + "/") }
    }

    private static func clean(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}
