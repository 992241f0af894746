import Basics
import DockerEngine
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
