import Basics
import OCIImage
import Testing

struct ImageReferenceTests {
    static let digest = "sha256:" + String(repeating: "0a", count: 32)

    @Test(arguments: [
        ("nginx", "docker.io/library/nginx:latest", "nginx:latest"),
        ("nginx:1.27", "docker.io/library/nginx:1.27", "nginx:1.27"),
        ("user/app", "docker.io/user/app:latest", "user/app:latest"),
        ("index.docker.io/library/nginx", "docker.io/library/nginx:latest", "nginx:latest"),
        ("docker.io/library/a/b", "docker.io/library/a/b:latest", "library/a/b:latest"),
        ("localhost/x", "localhost/x:latest", "localhost/x:latest"),
        ("localhost:5000/a/b:t", "localhost:5000/a/b:t", "localhost:5000/a/b:t"),
        ("[::1]:5000/a", "[::1]:5000/a:latest", "[::1]:5000/a:latest"),
        ("Host/a", "Host/a:latest", "Host/a:latest"),
        ("x/a__b.c---d/e_f:V_1.0-x", "docker.io/x/a__b.c---d/e_f:V_1.0-x", "x/a__b.c---d/e_f:V_1.0-x"),
        (
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/x@\(digest)",
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/x@\(digest)",
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/x@\(digest)"
        ),
        ("a:b@\(digest)", "docker.io/library/a:b@\(digest)", "a:b@\(digest)"),
    ])
    func namesAreCompleted(text: String, full: String, short: String) throws {
        let reference = try ImageReference(text)
        #expect(reference.description == full)
        #expect(reference.familiar == short)
        #expect(try ImageReference(full) == reference)
        #expect(try ImageReference(short) == reference)
    }

    @Test(arguments: [
        ("", "empty"), (":tag", "missing"), ("nginx:", "no tag"), ("nginx:-a", "no tag"),
        ("nginx:" + String(repeating: "t", count: 129), "no tag"), ("Nginx", "lower case"), ("a//b", "no part"),
        ("/a", "no part"), ("a/", "no part"), ("a..b", "no part"), ("a___b", "no part"), ("a._b", "no part"),
        ("-a", "no part"), ("a b", "no part"), ("localhost:99999/a", "no registry"), ("-x.com/a", "no registry"),
        ("a@sha256:12", "no digest"), ("a@", "no digest"), ("a@b@c", "no digest"),
        (String(repeating: "0a", count: 32), "id"), (String(repeating: "a", count: 300), "255"),
        (String(repeating: "a/", count: 400), "longer than any"), ("ä", "no part"),
    ])
    func otherTextsAreRefusedWithAReason(text: String, reason: String) {
        let failure = #expect(throws: Failure.self) { try ImageReference(text) }
        #expect(failure?.text(.english).contains(reason) == true, "\(failure?.description ?? "")")
    }

    @Test func aRegistryIsAskedForTheDigestFirst() throws {
        #expect(try ImageReference("a:b@\(Self.digest)").target == Self.digest)
        #expect(try ImageReference("a:b").target == "b")
        #expect(try ImageReference("a@\(Self.digest)").tag == nil)
        let digest = try #require(Digest(Self.digest))
        #expect(try ImageReference("a:b").with(digest: digest).description == "docker.io/library/a@\(Self.digest)")
        #expect(try ImageReference("a@\(Self.digest)").with(tag: "x")?.familiar == "a:x")
        #expect(try ImageReference("a").with(tag: ".") == nil)
    }
}
