import Basics
import OCIImage
import Testing

struct ImagePlaceTests {
    @Test func prefixesSayWhereAnImageIs() throws {
        let id = "sha256:" + String(repeating: "0a", count: 32)
        #expect(try ImagePlace("oci:dir:v1") == .layout(folder: "dir", tag: "v1"))
        #expect(try ImagePlace("oci:/no/such/dir") == .layout(folder: "/no/such/dir", tag: nil))
        #expect(
            try ImagePlace("oci-archive:a.tar:x:1") == .archive(path: "a.tar", reference: "x:1", form: .layout))
        #expect(
            try ImagePlace("docker-archive:a.tar:localhost:5000/x:1")
                == .archive(path: "a.tar", reference: "localhost:5000/x:1", form: .docker))
        #expect(try ImagePlace("docker-daemon:nginx:1") == .engine("nginx:1"))
        #expect(try ImagePlace("docker-daemon:\(id)") == .engine(id))
        #expect(try ImagePlace(id) == .engine(id))
        #expect(try ImagePlace("docker://nginx") == .registry(try ImageReference("nginx")))
        #expect(try ImagePlace("nginx:1") == .reference(try ImageReference("nginx:1")))
        #expect(try ImagePlace("-") == .archive(path: "-", reference: nil, form: .any))
        // A repository may be called like a prefix.
        #expect(try ImagePlace("docker:27") == .reference(try ImageReference("docker:27")))
        #expect(try ImagePlace("dir:1") == .reference(try ImageReference("dir:1")))
    }

    @Test(arguments: [
        ("", "No image is named"), ("containers-storage:x", "podman save"), ("dir:/tmp/x", "skopeo copy"),
        ("https://hub.docker.com/_/nginx", "Leave out"), ("oci:", "Nothing follows"), ("./no-such-file", "no file"),
        ("no-such.tar", "no file"), ("/no/such/dir:tag", "no file"), ("Nginx", "lower case"),
    ])
    func whatCannotBeSaysWhatToDo(text: String, reason: String) {
        let failure = #expect(throws: Failure.self) { try ImagePlace(text) }
        #expect(failure?.text(.english).contains(reason) == true, "\(failure?.description ?? "")")
        #expect(failure?.message.ja.isEmpty == false)
    }

    @Test func pathsAreLookedAt() async throws {
        try await Scratch.with { scratch in
            let maker = try ImageMaker.sample()
            let folder = try scratch.folder("a:b", try maker.layout())
            let file = try scratch.write("image", try maker.dockerNew())
            #expect(try ImagePlace(folder) == .layout(folder: folder, tag: nil))
            #expect(try ImagePlace("\(folder):latest") == .layout(folder: folder, tag: "latest"))
            #expect(try ImagePlace("oci:\(folder):latest") == .layout(folder: folder, tag: "latest"))
            #expect(try ImagePlace(file) == .archive(path: file, reference: nil, form: .any))
            #expect(try ImagePlace("\(file):x") == .archive(path: file, reference: "x", form: .any))
            #expect(
                try ImagePlace("\(file):localhost:5000/x:1")
                    == .archive(path: file, reference: "localhost:5000/x:1", form: .any))
            #expect(try ImagePlace(file).source()?.kind == .dockerArchive)
            #expect(try ImagePlace("oci-archive:\(file)").source()?.kind == .layoutArchive)
            #expect(try ImagePlace("nginx").source() == nil)
            for (name, content, reason) in [
                ("src/Dockerfile", "FROM x", "docker build"), ("root/etc/passwd", "", "root file system"),
                ("dir/manifest.json", "{}", "skopeo"), ("none/x", "", "no index.json"),
            ] {
                _ = try scratch.write(name, Array(content.utf8))
                if name.hasPrefix("root") { _ = try scratch.write("root/usr/x", []) }
                let folder = "\(scratch.path)/\(name.prefix { $0 != "/" })"
                let failure = #expect(throws: Failure.self) { try ImagePlace(folder) }
                #expect(failure?.text(.english).contains(reason) == true, "\(failure?.description ?? "")")
            }
            let notes = try scratch.write("notes.txt", Array("hello".utf8))
            let failure = #expect(throws: Failure.self) { try ImagePlace(notes) }
            #expect(failure?.text(.english).contains("not an image but text") == true)
        }
    }
}
