import Inventory
import Testing

struct RubyReaderTests {
    @Test(arguments: [
        ("usr/lib/ruby/gems/3.1.0/specifications/rake-13.gemspec", true),
        ("usr/lib/ruby/gems/3.1.0/specifications/default/json-2.6.gemspec", true),
        ("usr/lib/ruby/gems/3.1.0/gems/rake-13/rake.gemspec", false), ("default/a.gemspec", false),
    ])
    func onlySpecificationsOfInstalledGems(path: String, wanted: Bool) {
        #expect(RubyReader.wants(path) == wanted)
    }

    @Test func whatRubyGemsWrites() throws {
        let told = RubyReader.told(
            "specifications/nokogiri-1.16.0-x86_64-linux.gemspec",
            """
            # -*- encoding: utf-8 -*-
            # stub: nokogiri 1.16.0 x86_64-linux lib

            Gem::Specification.new do |s|
              s.name = "nokogiri".freeze
              s.version = "1.16.0"
              s.platform = "x86_64-linux".freeze
              s.authors = ["Mike Dalessio".freeze, "Aaron Patterson".freeze]
              s.licenses = ["MIT".freeze]
              s.required_ruby_version = Gem::Requirement.new([">= 3.0".freeze])
              s.add_runtime_dependency(%q<racc>.freeze, ["~> 1.4".freeze])
              s.add_development_dependency(%q<rake>.freeze, [">= 0".freeze])
            end
            """)
        let package = try #require(told.packages.first)
        #expect(package.label == "nokogiri 1.16.0")
        #expect(package.architecture == "x86_64-linux")
        #expect(package.licenses == ["MIT"] && package.needs == ["racc"])
        #expect(package.supplier == "Mike Dalessio, Aaron Patterson")
    }

    @Test func olderFormsAndThoseThatCompute() {
        let old = RubyReader.told(
            "specifications/a-1.gemspec",
            """
            Gem::Specification.new do |spec|
              spec.name = 'a'
              spec.version = Gem::Version.new("1.2.3")
              spec.license = %q<Ruby>
                  spec.add_dependency(%q<b>, [">= 0"])
            """)
        #expect(old.packages.map(\.label) == ["a 1.2.3"])
        #expect(old.packages.map(\.licenses) == [["Ruby"]] && old.packages.map(\.needs) == [["b"]])
        let computed = RubyReader.told("specifications/a.gemspec", "s.name = name\ns.version = VERSION\n")
        #expect(computed.packages.isEmpty && computed.problems.count == 1)
    }
}
