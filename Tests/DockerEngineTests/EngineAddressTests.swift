import Basics
import DockerEngine
import Foundation
import Testing

struct EngineAddressTests {
    @Test func hostsAreRead() throws {
        #expect(try EngineAddress(nil) == .socket("/var/run/docker.sock"))
        #expect(try EngineAddress("unix:///tmp/d.sock") == .socket("/tmp/d.sock"))
        #expect(try EngineAddress("tcp://127.0.0.1:2375") == .http(host: "127.0.0.1", port: 2375))
    }

    @Test(arguments: ["ssh://host", "tcp://host", "unix://", "tcp://:1"])
    func otherHostsAreRefused(text: String) {
        #expect(throws: Failure.self) { try EngineAddress(text) }
    }
}

struct EngineContextTests {
    @Test func theEngineOfTheDockerCommandIsFound() async throws {
        try await withFolder { home in
            func write(_ path: String, _ text: String) throws {
                let url = URL(fileURLWithPath: "\(home)/\(path)")
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: url)
            }
            func find(_ more: [String: String] = [:]) throws -> EngineAddress {
                try EngineAddress.find(environment: ["HOME": home].merging(more) { $1 })
            }
            #expect(try find(["DOCKER_HOST": "tcp://h:1"]) == .http(host: "h", port: 1))
            #expect(throws: Failure.self) { try find(["DOCKER_HOST": "tcp://h:1", "DOCKER_TLS_VERIFY": "1"]) }
            try write(
                ".docker/contexts/meta/aa/meta.json",
                #"{"Name":"other","Endpoints":{"docker":{"Host":"unix:///other.sock"}}}"#)
            try write(
                ".docker/contexts/meta/bb/meta.json",
                #"{"Name":"mine","Endpoints":{"docker":{"Host":"unix:///mine.sock"}}}"#)
            try write(
                ".docker/contexts/meta/cc/meta.json",
                #"{"Name":"far","Endpoints":{"docker":{"Host":"ssh://far"}}}"#)
            try write(
                ".docker/contexts/meta/dd/meta.json",
                #"{"Name":"tls","Endpoints":{"docker":{"Host":"tcp://h:2376"}}}"#)
            try write(".docker/contexts/tls/dd/docker/ca.pem", "")
            try write(".docker/config.json", #"{"auths":{},"currentContext":"mine"}"#)
            #expect(try find() == .socket("/mine.sock"))
            #expect(try find(["DOCKER_CONTEXT": "other"]) == .socket("/other.sock"))
            #expect(try find(["DOCKER_CONTEXT": "other", "DOCKER_HOST": "tcp://h:1"]) == .http(host: "h", port: 1))
            for (name, reason) in [("gone", "docker context ls"), ("far", "ssh://far"), ("tls", "docker save")] {
                let failure = #expect(throws: Failure.self) { try find(["DOCKER_CONTEXT": name]) }
                #expect(failure?.message.en.contains(reason) == true, "\(failure?.description ?? "")")
            }
            try write(".docker/config.json", #"{"auths":{}}"#)
            try write("run/podman/podman.sock", "")
            if access("/var/run/docker.sock", F_OK) != 0 {
                #expect(try find(["XDG_RUNTIME_DIR": "\(home)/run"]) == .socket("\(home)/run/podman/podman.sock"))
            } else {
                #expect(try find() == .socket("/var/run/docker.sock"))
            }
        }
    }
}
