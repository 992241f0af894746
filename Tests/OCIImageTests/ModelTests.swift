import Basics
import OCIImage
import Testing

struct ModelTests {
    @Test(arguments: [
        ("linux/amd64", "linux/amd64"), ("arm64", "linux/arm64"), ("linux/arm/v7", "linux/arm/v7"),
        ("linux/x86_64", "linux/amd64"), ("Linux/AArch64", "linux/arm64"),
    ])
    func platformsAreRead(text: String, shown: String) {
        #expect(Platform(text)?.description == shown)
    }

    @Test(arguments: ["", "/", "linux/", "linux//v7", "a/b/c/d"])
    func otherTextsAreNoPlatforms(text: String) {
        #expect(Platform(text) == nil)
    }

    @Test func arm64IsArm64v8() throws {
        let plain = try #require(Platform("linux/arm64"))
        let eight = try #require(Platform("linux/arm64/v8"))
        #expect(plain.satisfies(eight) && eight.satisfies(plain))
        let seven = try #require(Platform("linux/arm/v7"))
        #expect(!(try #require(Platform("linux/arm/v6"))).satisfies(seven))
    }

    @Test func digestsAreStrict() {
        let hex = String(repeating: "0a", count: 32)
        #expect(Digest("sha256:\(hex)")?.short == "0a0a0a0a0a0a")
        #expect(Digest("sha256:\(hex.uppercased())") == nil)
        #expect(Digest("sha256:\(hex)0") == nil)
        #expect(Digest("sha512:\(hex)") == nil)
        #expect(Digest("md5:\(hex)") == nil)
        #expect(Digest(hex) == nil)
    }

    @Test func aManifestWithALayerThatIsNoneIsRefused() {
        let text =
            #"{"config":{"digest":"sha256:\#(String(repeating: "0", count: 64))","size":2},"layers":[{"size":1}]}"#
        #expect(throws: Failure.self) { try ImageManifest(Array(text.utf8), what: "x") }
    }
}
