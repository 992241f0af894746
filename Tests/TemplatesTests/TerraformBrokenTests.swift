import Basics
import ECSModel
import Templates
import Testing

/// What is broken is reported in its place and the rest is read; hostile files cost bounded time and no crash.
struct TerraformBrokenTests {
    @Test func theRestOfABrokenFileIsRead() throws {
        let text = """
            resource "aws_vpc" "x" {
              good = 1
              bad  = [1, 2
              worse = )
              after = 2
            }
            ???
            resource "aws_subnet" "y" {
              broken = foo(1
            }
            """
        let file = TerraformFile(SourceFile(path: "main.tf", text: text))
        #expect(!file.problems.isEmpty)
        #expect(file.problems.allSatisfy { !$0.text.en.isEmpty && !$0.text.ja.isEmpty })
        let stack = try TerraformExpressionTests.stack([
            "main.tf": "resource \"aws_vpc\" \"x\" {\n  bad = 1 2\n  after = 2\n}\n?\nresource \"aws_vpc\" \"y\" {}\n"
        ])
        #expect(stack.resources.map(\.address) == ["aws_vpc.x", "aws_vpc.y"])
        #expect(stack.resources.first?.properties.int("after").value == 2)
        #expect(stack.resources.first?.properties.int("bad").isUnknown == true)
    }

    /// Ways of writing that Terraform takes, some of them old.
    private static let layouts = """
        terraform {
          required_version = ">= 1.5"
          required_providers {
            aws = { source = "hashicorp/aws", version = "~> 5.0" }
          }
        }
        variable "empty" {}
        variable old { default = "x" }
        resource "aws_launch_template" "t" {
          user_data = base64encode(<<-EOT
            #!/bin/bash
            cat <<'EOF' >> /etc/ecs/ecs.config
            ECS_CLUSTER=${local.name}
            ECS_TAGS=${jsonencode(local.tags)} $HOME $(id) 100%
            EOF
          EOT
          )
          ingress { from_port = 1 }
          value = (
            var.a == null
            ? "x"
            : "y"
          )
          sum = (1 +
            2
            - 3)
          list = [for s in var.list :
            s.id
            if s.enabled
          ]
          map = {
            for k, v in var.map : k => {
              a = v
            } if !contains(["x"], k)
          }
          object = { "a" : 1, b = 2
            (var.c) = 3, "${var.d}-e" = 4
            1 = "one" }
          index = aws_subnet.a.*.id[count.index]
          legacy = "${aws_subnet.a.0.id}"
          nested = "${lookup(var.map, "${var.key}", "none")}"
          chain = one(aws_x.y[*].z).w["k"][0].v
          call = merge(
            local.a,
            { b = 1 },
          )
          expand = max(local.numbers...)
          negative = -var.a * !var.b ? 1 : 2
          heredoc_in_list = [<<A
        one
        A
            , <<B
        two
        B
          ]
          escaped = "\\\\d+ \\t $${x} %%{y} \\u3042"
          comment = 1 /* in between */ + 2 // end
          provider_function = provider::aws::arn_parse(local.arn)
        }
        # last line without an end
        output "o" { value = 1 }
        """

    @Test(arguments: ["\n", "\r\n"])
    func whatTerraformTakesHasNoProblem(end: String) {
        let text = Self.layouts.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
        let source = SourceFile(path: "main.tf", text: text)
        let problems = TerraformFile(source).problems
        #expect(problems.map { "\(source.position(at: $0.range.lowerBound).line): \($0.text.en)" } == [])
    }

    @Test func problemsHaveTheirPlace() {
        let source = SourceFile(path: "main.tf", text: "a = 1\nb = \nc = \"open\nd = 4\n")
        let file = TerraformFile(source)
        #expect(file.problems.map { source.position(at: $0.range.lowerBound).line } == [2, 3])
    }

    private static let many = 100_000

    static let hostile: [(String, String)] = [
        ("brackets", "a = " + String(repeating: "[", count: many)),
        ("braces", "a = " + String(repeating: "{ a = ", count: many)),
        ("parentheses", "a = " + String(repeating: "(", count: many) + "1"),
        ("closed", "a = " + String(repeating: "[", count: many) + String(repeating: "]", count: many)),
        ("blocks", String(repeating: "a {\n", count: many)),
        ("templates", "a = " + String(repeating: "\"${", count: many)),
        ("conditions", "a = " + String(repeating: "true ? ", count: many)),
        ("signs", "a = " + String(repeating: "!", count: many) + "true"),
        ("chain", "resource \"aws_vpc\" \"x\" {\n value = 1" + String(repeating: " + 1", count: many) + "\n}"),
        ("steps", "resource \"aws_vpc\" \"x\" {\n value = local.a" + String(repeating: ".b[0]", count: many) + "\n}"),
        ("heredocs", (0..<many).map { "a\($0) = <<E\($0)\n" }.joined()),
        ("comments", String(repeating: "/*", count: many)),
        ("quotes", String(repeating: "a = \"\n", count: many)),
        ("directives", "a = \"" + String(repeating: "%{ if true }", count: many) + "\""),
        ("dots", "a = b" + String(repeating: ".", count: many)),
        ("zeros", String(repeating: "\0", count: many)),
        ("for", "a = " + String(repeating: "[for a in ", count: many)),
        ("lines", String(repeating: "x\n", count: many)),
    ]

    @Test(arguments: hostile.map(\.0))
    func hostileTextEnds(name: String) throws {
        let text = try #require(Self.hostile.first { $0.0 == name }).1
        let clock = ContinuousClock()
        let spent = try clock.measure { _ = try TerraformExpressionTests.stack(["main.tf": text]) }
        #expect(spent < .seconds(20))
    }

    static let exploding: [(String, String)] = [
        (
            "lists",
            (1...60).map { "  a\($0) = [local.a\($0 - 1), local.a\($0 - 1), local.a\($0 - 1)]" }
                .joined(separator: "\n") + "\n  a0 = [1, 2, 3]\n  top = local.a60"
        ),
        (
            "texts",
            (1...60).map { "  a\($0) = \"${local.a\($0 - 1)}${local.a\($0 - 1)}\"" }.joined(separator: "\n")
                + "\n  a0 = \"xxxxxxxx\"\n  top = local.a60"
        ),
        (
            "concat",
            (1...60).map { "  a\($0) = concat(local.a\($0 - 1), local.a\($0 - 1))" }.joined(separator: "\n")
                + "\n  a0 = [1]\n  top = local.a60"
        ),
        (
            "json",
            (1...60).map { "  a\($0) = jsonencode([local.a\($0 - 1), local.a\($0 - 1)])" }.joined(separator: "\n")
                + "\n  a0 = \"x\"\n  top = jsondecode(local.a60)"
        ),
        (
            "deep",
            (1...5000).map { "  a\($0) = [local.a\($0 - 1)]" }.joined(separator: "\n")
                + "\n  a0 = 1\n  top = local.a5000"
        ),
        (
            "loops",
            "  r = range(1000)\n  top = [for a in local.r : [for b in local.r : [for c in local.r : a + b + c]]]"
        ),
        ("range", "  top = range(1000000000000000000)"),
        ("format", "  top = format(\"%099999999999999999999d\", 1)"),
        ("numbers", "  top = 1e308 * 1e308 + -9223372036854775808 % 0"),
    ]

    @Test(arguments: exploding.map(\.0))
    func valuesThatExplodeAreCut(name: String) throws {
        let text = try #require(Self.exploding.first { $0.0 == name }).1
        let clock = ContinuousClock()
        let spent = try clock.measure {
            let stack = try TerraformExpressionTests.stack([
                "main.tf": "locals {\n\(text)\n}\nresource \"aws_vpc\" \"x\" {\n  value = local.top\n}\n"
            ])
            #expect(stack.resources.count == 1)
        }
        #expect(spent < .seconds(20))
    }

    /// Each local is asked for after the one it needs, so that none is deep to work out, but all are deep to let go.
    @Test func valuesThatGrowDeepStepByStepAreCut() throws {
        var text = "locals {\n  a0 = 1\n"
        for number in 1...3000 { text += "  a\(number) = [local.a\(number - 1)]\n" }
        text += "}\n"
        for number in 0...3000 { text += "resource \"aws_vpc\" \"x\(number)\" {\n  v = local.a\(number)\n}\n" }
        #expect(try TerraformExpressionTests.stack(["main.tf": text]).resources.count == 3001)
    }

    @Test func modulesThatCallThemselvesEnd() throws {
        let stack = try TerraformExpressionTests.stack([
            "main.tf":
                "module \"a\" { source = \"./a\" }\nmodule \"self\" { source = \"./\" }\nresource \"aws_vpc\" \"x\" { v = module.a.out }\n",
            "a/main.tf": "module \"b\" { source = \"../b\" }\noutput \"out\" { value = module.b.out }\n",
            "b/main.tf":
                "module \"a\" { source = \"../a\" }\nmodule \"c\" { source = \"../a\" }\noutput \"out\" { value = module.a.out }\nresource \"aws_subnet\" \"y\" {}\n",
        ])
        #expect(stack.resources.map(\.address).sorted() == ["aws_vpc.x", "module.a.module.b.aws_subnet.y"])
    }

    @Test func modulesThatMultiplyAreCut() throws {
        var files = ["main.tf": "module \"m\" {\n  source = \"./m1\"\n  count = 9\n}\n"]
        for number in 1...9 {
            files["m\(number)/main.tf"] =
                "module \"m\" {\n  source = \"../m\(number + 1)\"\n  count = 9\n}\nresource \"aws_vpc\" \"x\" {}\n"
        }
        files["m10/main.tf"] = "resource \"aws_vpc\" \"x\" {}\n"
        #expect(try TerraformExpressionTests.stack(files).resources.count <= 20_000)
    }

    private static let sample = """
        locals {
          a = [for k, v in { x = 1, "y" : 2 } : "${k}-%{ if v > 1 }${v}%{ else }one%{ endif }" if v != null]
          b = var.c == "x" ? merge({ d = 1 }, { (var.e) = jsonencode({ f = [1, 2.5e3, true] }) }) : aws_vpc.z[0].id
          h = <<-EOT
            {"name": "${var.c}", "list": [%{ for i in local.a ~} "${i}", %{ endfor ~} 1]}
          EOT
        }
        variable "c" { type = object({ a = optional(string, "b") }) }
        resource "aws_ecs_task_definition" "t" {
          container_definitions = local.h
          dynamic "volume" {
            for_each = toset(local.a)
            content { name = volume.value }
          }
        }
        module "m" { source = "./m" }

        """

    /// Cut at every third byte, and with that byte changed: whatever comes of it, it ends.
    @Test func damagedFilesAreRead() throws {
        let bytes = Array(Self.sample.utf8)
        for end in stride(from: 0, to: bytes.count, by: 3) {
            let cut = String(decoding: bytes[..<end], as: UTF8.self)
            _ = try TerraformExpressionTests.stack(["main.tf": cut + "\nresource \"aws_vpc\" \"x\" {}\n"])
            for byte in [UInt8(ascii: "\""), UInt8(ascii: "{"), 0x0A] {
                var changed = bytes
                changed[end] = byte
                _ = try TerraformExpressionTests.stack(["main.tf": String(decoding: changed, as: UTF8.self)])
            }
        }
    }
}
