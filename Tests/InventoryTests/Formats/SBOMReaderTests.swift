import Basics
import Inventory
import Testing

struct SBOMReaderTests {
    private static func read(_ text: String) throws -> SBOMRead { try SBOMReader.read(Array(text.utf8)) }

    @Test func cycloneDXAsTrivyWritesIt() throws {
        let read = try Self.read(
            """
            {"$schema": "x", "bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"component":
              {"bom-ref": "i", "type": "container", "name": "shop:1",
               "purl": "pkg:oci/shop@sha256%3A\(String(repeating: "ab", count: 32))?arch=amd64"}},
             "components": [
              {"bom-ref": "os", "type": "operating-system", "name": "debian", "version": "12.5"},
              {"bom-ref": "lock", "type": "application", "name": "Node.js", "properties": [{"name": "aquasecurity:trivy:Type", "value": "node-pkg"}]},
              {"bom-ref": "a", "type": "library", "name": "libssl3", "version": "3.0.11-1", "purl": "pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&distro=debian-12.5",
               "supplier": {"name": "Team"}, "licenses": [{"license": {"name": "Apache-2.0"}}],
               "properties": [{"name": "aquasecurity:trivy:LayerDiffID", "value": "sha256:\(String(repeating: "cd", count: 32))"},
                {"name": "aquasecurity:trivy:SrcName", "value": "openssl"}, {"name": "aquasecurity:trivy:SrcRelease", "value": "1"},
                {"name": "aquasecurity:trivy:SrcVersion", "value": "3.0.11"}]},
              {"bom-ref": "b", "type": "library", "group": "@s", "name": "b", "version": "1.0.0", "purl": "pkg:npm/%40s/b@1.0.0",
               "properties": [{"name": "aquasecurity:trivy:FilePath", "value": "app/node_modules/@s/b/package.json"}],
               "components": [{"bom-ref": "c", "type": "library", "name": "Jinja2", "version": "3", "purl": "pkg:pypi/jinja2@3"}]}],
             "dependencies": [{"ref": "i", "dependsOn": ["os"]}, {"ref": "os", "dependsOn": ["a"]}]}
            """)
        #expect(read.packages.map(\.label) == ["libssl3 3.0.11-1", "@s/b 1.0.0", "Jinja2 3"])
        #expect(read.packages.map(\.source?.version) == ["3.0.11-1", nil, nil])
        #expect(read.packages.map(\.path) == ["", "app/node_modules/@s/b/package.json", ""])
        #expect(read.system?.id == "debian" && read.system?.version == "12.5")
        #expect(read.name == "shop:1" && read.digest != nil && read.layers[0] != nil)
        #expect(read.problems.isEmpty)
    }

    @Test func spdxAsSyftWritesIt() throws {
        let read = try Self.read(
            """
            {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "shop",
             "packages": [
              {"name": "shop", "SPDXID": "SPDXRef-DocumentRoot-Image-shop", "versionInfo": "1.2", "primaryPackagePurpose": "CONTAINER",
               "checksums": [{"algorithm": "SHA256", "checksumValue": "\(String(repeating: "ab", count: 32))"}], "downloadLocation": "NOASSERTION"},
              {"name": "bash", "SPDXID": "SPDXRef-bash", "versionInfo": "5.2-1", "supplier": "Person: Jane (j@x.org)",
               "licenseDeclared": "GPL-3.0-or-later AND LicenseRef-x", "sourceInfo": "acquired package info from DPKG DB: /var/lib/dpkg/status, /usr/share/doc/bash/copyright",
               "externalRefs": [{"referenceCategory": "SECURITY", "referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:a:b"},
                {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:deb/debian/bash@5.2-1?distro=debian-12"}]},
              {"name": "libc6", "SPDXID": "SPDXRef-libc6", "versionInfo": "2.36", "licenseDeclared": "NOASSERTION",
               "externalRefs": [{"referenceCategory": "PACKAGE_MANAGER", "referenceType": "purl", "referenceLocator": "pkg:deb/debian/libc6@2.36?distro=debian-12"}]}],
             "hasExtractedLicensingInfos": [{"licenseId": "LicenseRef-x", "extractedText": "Custom"}],
             "relationships": [{"spdxElementId": "SPDXRef-libc6", "relatedSpdxElement": "SPDXRef-bash", "relationshipType": "DEPENDENCY_OF"}]}
            """)
        #expect(read.packages.map(\.label) == ["bash 5.2-1", "libc6 2.36"])
        #expect(read.packages.first?.path == "var/lib/dpkg/status")
        #expect(read.packages.first?.licenses == ["GPL-3.0-or-later", "Custom"])
        #expect(read.packages.first?.supplier == "Jane <j@x.org>")
        #expect(read.packages.first?.needs == ["libc6"])
        #expect(read.system?.version == "12" && read.digest != nil && read.problems.isEmpty)
    }

    @Test func spdxAsTagsAndValues() throws {
        let read = try Self.read(
            """
            # a comment: of no meaning
            SPDXVersion: SPDX-2.2
            DocumentName: shop

            PackageName: bash
            SPDXID: SPDXRef-1
            PackageVersion: 5.2
            PackageLicenseDeclared: LicenseRef-1
            PackageComment: <text>PackageName: evil
            PackageVersion: 9</text>
            ExternalRef: PACKAGE-MANAGER purl pkg:apk/alpine/bash@5.2
            PackageName: musl
            SPDXID: SPDXRef-2
            PackageVersion: 1
            ExternalRef: PACKAGE-MANAGER purl pkg:apk/alpine/musl@1
            FileName: ./a
            SPDXID: SPDXRef-File
            Relationship: SPDXRef-1 DEPENDS_ON SPDXRef-2
            LicenseID: LicenseRef-1
            ExtractedText: <text>Do as you like</text>
            """)
        #expect(read.format == "SPDX 2.2" && read.name == "shop")
        #expect(read.packages.map(\.label) == ["bash 5.2", "musl 1"])
        #expect(read.packages.map(\.needs) == [["musl"], []])
        #expect(read.packages.first?.licenses == ["Do as you like"])
    }

    @Test func cycloneDXAsXML() throws {
        let read = try Self.read(
            """
            <?xml version="1.0"?>
            <!-- <component> -->
            <bom xmlns="http://cyclonedx.org/schema/bom/1.4" version="1">
              <metadata><tools><component type="application"><name>t</name><version>1</version></component></tools>
                <component type="container" bom-ref="i"><name>shop</name></component></metadata>
              <components>
                <component type="operating-system"><name>alpine</name><version>3.20</version></component>
                <c:component type='library' bom-ref="a"><supplier><name>Not it</name></supplier><group>org.x</group><name>y</name>
                  <version>1 </version><licenses><license><id>MIT</id></license><license><name>A &amp; B &#x41;</name></license></licenses>
                  <purl>pkg:maven/org.x/y@1</purl>
                  <properties><property name="syft:location:0:path">/app/y.jar</property></properties>
                  <components><component type="library" bom-ref="b"><name>z</name><version>2</version><purl><![CDATA[pkg:maven/org.x/z@2]]></purl></component></components>
                </c:component>
                <component type="file"><name>f</name></component>
              </components>
              <dependencies><dependency ref="a"><dependency ref="b"/></dependency></dependencies>
            </bom>
            """)
        #expect(read.format == "CycloneDX 1.4" && read.name == "shop" && read.system?.id == "alpine")
        #expect(read.packages.map(\.label).sorted() == ["org.x:y 1", "org.x:z 2"])
        let y = try #require(read.packages.first { $0.name == "org.x:y" })
        #expect(
            y.licenses == ["MIT", "A & B A"] && y.path == "app/y.jar" && y.needs == ["org.x:z"]
                && y.supplier == "Not it")
    }

    @Test func whatIsUnknownIsTold() throws {
        let read = try Self.read(
            """
            {"predicateType": "https://cyclonedx.org/bom", "predicate": {"bomFormat": "CycloneDX", "specVersion": "1.9", "components": [
              {"type": "library", "name": "a", "version": "1", "purl": "pkg:hex/a@1"},
              {"type": "library", "name": "b", "version": "1"}, {"type": "library", "name": "c"},
              {"type": "library", "name": "d", "version": "1", "purl": "not a url"}]}}
            """)
        #expect(read.packages.map(\.label) == ["a 1", "b 1", "d 1"])
        #expect(read.packages.allSatisfy { $0.kind == .generic })
        // The version, the type, two without a URL, one that is none, one without a version.
        #expect(read.problems.count == 5)
        #expect(read.problems.contains { $0.en.contains("hex (1)") })
    }

    @Test(arguments: [
        "", "hello", "{", "[]", "{}", #"{"spdxVersion": "SPDX-3.0"}"#, #"{"@context": "https://spdx.org/rdf/3.0.1"}"#,
        #"{"artifacts": []}"#, "<bom>", "<!DOCTYPE bom><bom/>", "<html></html>",
        #"{"bomFormat": "CycloneDX", "components": ["#,
        String(repeating: "<a>", count: 5000), "SPDXVersion: SPDX-9",
    ])
    func whatIsNoneIsRefused(text: String) {
        #expect(throws: Failure.self) { try Self.read(text) }
    }

    @Test func mutationsAreReadOrRefused() {
        let tags =
            "SPDXVersion: SPDX-2.3\nPackageName: a\nPackageVersion: 1\nPackageComment: <text>x\ny</text>\nRelationship: A DEPENDS_ON B\n"
        let xml =
            #"<bom xmlns="a/1.4"><components><component type="library"><name>a</name><version>1&lt;</version><!-- x --></component></components></bom>"#
        let seeds = [SBOMSample.document.spdx(), SBOMSample.document.cycloneDX(), Array(tags.utf8), Array(xml.utf8)]
        var random = HostileTests.Random(state: 4711)
        for seed in seeds {
            #expect((try? SBOMReader.read(seed))?.packages.isEmpty == false)
            for _ in 0..<300 { _ = try? SBOMReader.read(HostileTests.mutated(seed, &random)) }
        }
        for length in Array(xml.utf8).indices { _ = try? SBOMReader.read(Array(xml.utf8.prefix(length))) }
    }
}
