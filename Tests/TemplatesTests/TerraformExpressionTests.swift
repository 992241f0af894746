import Basics
import ECSModel
import Templates
import Testing

/// Expressions are worked out as Terraform does, as far as they are constant.
struct TerraformExpressionTests {
    static func stack(_ files: [String: String]) throws -> TerraformStack {
        let tree = MemoryTree(files)
        func folder(_ path: String) -> TerraformFolder? {
            let found = files.filter {
                RelativePath.folder($0.key) == path && TerraformFile.isModuleFile(RelativePath.name($0.key))
            }
            guard !found.isEmpty else { return nil }
            let parsed = found.sorted { $0.key < $1.key }.map {
                TerraformFile(SourceFile(path: $0.key, text: $0.value))
            }
            return TerraformFolder(path: path, files: parsed)
        }
        let values = files.filter { $0.key.hasSuffix(".tfvars") }.sorted { $0.key < $1.key }.map {
            TerraformFile(SourceFile(path: $0.key, text: $0.value))
        }
        return TerraformReader.read(try #require(folder("")), values: values, tree: tree) { folder($0) }
    }

    static let header = """
        variable "env" { default = "dev" }
        variable "count_of" { default = 2 }
        variable "tag" {}
        variable "sizes" { default = { dev = { cpu = 256 }, prod = { cpu = 1024 } } }
        variable "app" {
          type = object({ name = string, port = optional(number, 8080), tags = optional(map(string), {}) })
          default = { name = "web" }
        }
        locals {
          list  = ["a", "b", "c"]
          map   = { x = 1, "y" = 2 }
          loop  = local.back
          back  = local.loop
          name  = "${var.env}-web"
        }
        resource "aws_ecs_cluster" "main" { name = "prod" }
        resource "aws_ecs_cluster" "many" {
          count = 2
          name  = "c${count.index}"
        }
        resource "aws_ecs_cluster" "keyed" {
          for_each = toset(["a", "b"])
          name     = each.key
        }
        resource "aws_subnet" "one" { cidr_block = "10.0.0.0/24" }
        data "aws_vpc" "main" {}

        """

    static func shown(_ term: Term?) -> String {
        guard let term else { return "-" }
        switch term.kind {
        case .null: return "null"
        case .list(let items): return "[" + items.map { shown($0) }.joined(separator: ",") + "]"
        case .map(let entries): return "{" + entries.map { "\($0.key):\(shown($0.value))" }.joined(separator: ",") + "}"
        case .unknown(let unknown): return "?\(unknown.kind.rawValue):\(unknown.text)"
        default: return term.text?.shown ?? "-"
        }
    }

    static func value(_ expression: String) throws -> String {
        let text = header + "resource \"aws_vpc\" \"x\" {\n  value = \(expression)\n}\n"
        let stack = try stack(["main.tf": text])
        return shown(stack.resources.first { $0.address == "aws_vpc.x" }?.properties["value"])
    }

    @Test(arguments: [
        ("1 + 2 * 3 - 4 / 2", "5"), ("(1 + 2) * 3", "9"), ("7 % 4", "3"), ("-var.count_of", "-2"),
        ("0.5 + 0.25", "0.75"),
        ("!true || 1 < 2 && 3 >= 3", "true"), ("var.env == \"dev\"", "true"), ("var.env != \"dev\"", "false"),
        ("1 == \"1\"", "true"), ("null == null", "true"), ("var.tag == null", "?variable:var.tag"),
        ("aws_ecs_cluster.main.arn != \"\"", "true"), ("aws_ecs_cluster.main.id == null", "false"),
        ("var.env == \"dev\" ? 1 : 2", "1"), ("var.tag == \"x\" ? 1 : 2", "?condition:var.tag == \"x\""),
        ("false && var.tag", "false"), ("true || var.tag", "true"),
        ("var.tag", "?variable:var.tag"), ("\"app:${var.tag}\"", "app:${var.tag}"), ("local.name", "dev-web"),
        ("local.loop", "?expression:local.loop"), ("var.sizes[var.env].cpu", "256"),
        ("var.sizes.prod[\"cpu\"]", "1024"),
        ("var.sizes[\"none\"].cpu", "?expression:var.sizes[\"none\"].cpu"), ("var.app", "{name:web,port:8080,tags:{}}"),
        ("local.list[1]", "b"), ("local.list.2", "c"), ("local.list[*]", "[a,b,c]"),
        ("[for v in local.list : upper(v)]", "[A,B,C]"),
        ("[for i, v in local.list : \"${i}${v}\" if v != \"b\"]", "[0a,2c]"),
        ("{for k, v in local.map : k => v + 1}", "{x:2,y:3}"),
        ("{for v in [\"a1\", \"a2\", \"b1\"] : substr(v, 0, 1) => v...}", "{a:[a1,a2],b:[b1]}"),
        ("\"%{ if var.env == \"dev\" }small%{ else }large%{ endif }\"", "small"),
        ("\"%{ for v in local.list ~}\n${v},%{ endfor }\"", "?expression:\"%{ for v in local.list ~}"),
        ("\"%{ for v in local.list }${v};%{ endfor }\"", "a;b;c;"),
        ("\"$${not} %%{this} \\\"q\\\" \\u00e9\"", "${not} %{this} \"q\" é"),
        ("\" ${~ \"x\" ~} \"", "x"), ("<<EOT\n  a\n    ${var.env}\nEOT", "  a\n    dev\n"),
        ("<<-EOT\n    a\n      b ${var.env}\n    EOT", "a\n  b dev\n"),
        ("aws_ecs_cluster.main.id", "${aws_ecs_cluster.main.id}"),
        ("aws_ecs_cluster.main.name", "${aws_ecs_cluster.main.name}"),
        ("aws_subnet.one.cidr_block", "10.0.0.0/24"), ("aws_ecs_cluster.many[1].arn", "${aws_ecs_cluster.many[1].arn}"),
        ("aws_ecs_cluster.many[*].arn", "[${aws_ecs_cluster.many[0].arn},${aws_ecs_cluster.many[1].arn}]"),
        ("aws_ecs_cluster.many.*.arn[0]", "${aws_ecs_cluster.many[0].arn}"),
        ("aws_ecs_cluster.keyed[\"b\"].arn", "${aws_ecs_cluster.keyed[\"b\"].arn}"),
        (
            "[for k, c in aws_ecs_cluster.keyed : c.id]",
            "[${aws_ecs_cluster.keyed[\"a\"].id},${aws_ecs_cluster.keyed[\"b\"].id}]"
        ),
        ("try(aws_ecs_cluster.many[5].arn, \"none\")", "none"), ("try(local.map.z, local.map.x)", "1"),
        ("can(local.map.z)", "false"), ("length(aws_ecs_cluster.many)", "2"),
        ("data.aws_vpc.main.id", "?attribute:data.aws_vpc.main.id"), ("aws_lb.none.arn", "?attribute:aws_lb.none.arn"),
        ("terraform.workspace", "?variable:terraform.workspace"), ("path.module", "."),
        ("nowhere(1)", "?expression:nowhere(1)"), ("timestamp()", "?expression:timestamp()"),
        ("{ (var.env) = 1, \"a-b\" : 2, c = 3 }", "{dev:1,a-b:2,c:3}"),
        ("[\n  1, # one\n  2, // two\n  /* three */ 3,\n]", "[1,2,3]"),
    ])
    func expressions(expression: String, expected: String) throws {
        #expect(try Self.value(expression) == expected)
    }

    @Test(arguments: [
        ("merge(local.map, { y = 3, z = 4 })", "{x:1,y:3,z:4}"), ("concat(local.list, [\"d\"])", "[a,b,c,d]"),
        ("lookup(local.map, \"x\", 9)", "1"), ("lookup(local.map, \"q\", 9)", "9"), ("element(local.list, 4)", "b"),
        ("format(\"%s-%02d-%%-%v\", \"a\", 3, true)", "a-03-%-true"),
        ("format(\"%s/%s\", var.tag, \"x\")", "${var.tag}/x"),
        ("join(\",\", local.list)", "a,b,c"), ("join(\"-\", [\"a\", var.tag])", "a-${var.tag}"),
        ("split(\",\", \"a,b,\")", "[a,b,]"), ("replace(\"a.b.c\", \".\", \"-\")", "a-b-c"),
        ("replace(\"abc\", \"/b+/\", \"x\")", "?expression:replace(\"abc\", \"/b+/\", \"x\")"),
        ("lower(\"AbC\")", "abc"),
        ("title(\"hello world\")", "Hello World"), ("tostring(12)", "12"), ("tonumber(\"12\")", "12"),
        ("tobool(\"true\")", "true"),
        ("coalesce(null, \"\", \"x\")", "x"), ("coalesce(var.tag, \"x\")", "?variable:var.tag"),
        ("contains(local.list, \"b\")", "true"), ("contains([var.tag], \"b\")", "?variable:var.tag"),
        ("keys({ b = 1, a = 2 })", "[a,b]"), ("values({ b = 1, a = 2 })", "[2,1]"),
        ("flatten([[1, [2]], 3])", "[1,2,3]"),
        ("compact([\"a\", \"\", null, \"b\"])", "[a,b]"), ("distinct([\"a\", \"b\", \"a\"])", "[a,b]"),
        ("length(\"日本\")", "2"),
        ("range(3)", "[0,1,2]"), ("range(1, 6, 2)", "[1,3,5]"), ("min(3, 1, 2)", "1"), ("max([1, 5]...)", "5"),
        ("zipmap([\"a\", \"b\"], [1, 2])", "{a:1,b:2}"), ("trimspace(\"  a \")", "a"),
        ("trimprefix(\"aws-x\", \"aws-\")", "x"),
        ("trimsuffix(\"a.tf\", \".tf\")", "a"), ("substr(\"hello\", 1, 3)", "ell"), ("substr(\"hello\", -2, -1)", "lo"),
        ("startswith(\"abc\", \"ab\")", "true"), ("endswith(\"abc\", \"ab\")", "false"), ("one([])", "-"),
        ("one([4])", "4"),
        ("nonsensitive(sensitive(\"x\"))", "x"), ("jsondecode(\"{\\\"a\\\": [1, true, null]}\").a[0]", "1"),
        ("jsondecode(jsonencode({ a = 1 })).a", "1"),
        ("jsondecode(\"[${join(\",\", [jsonencode({ a = 1 }), jsonencode(2)])}]\")", "[{a:1},2]"),
        ("yamldecode(\"a: [1, b]\").a", "[1,b]"), ("slice(local.list, 1, 3)", "[b,c]"),
        ("sort([\"b\", \"a\"])", "[a,b]"), ("reverse([1, 2])", "[2,1]"), ("index(local.list, \"c\")", "2"),
        ("sum([1, 2.5])", "3.5"),
        ("alltrue([true, false])", "false"), ("anytrue([false, var.tag])", "?variable:var.tag"), ("ceil(1.2)", "2"),
        ("setunion([\"a\"], [\"b\", \"a\"])", "[a,b]"), ("fileexists(\"none.txt\")", "false"),
        ("file(\"none.txt\")", "?missing:none.txt"),
        ("base64encode(\"x\")", "?expression:base64encode(\"x\")"),
        ("provider::aws::arn_parse(\"x\")", "?expression:provider::aws::arn_parse(\"x\")"),
    ])
    func functions(expression: String, expected: String) throws {
        #expect(try Self.value(expression) == expected)
    }

    @Test func valuesOfVariablesComeFromFilesAndCallers() throws {
        let stack = try Self.stack([
            "main.tf": """
            variable "cpu" { default = 1 }
            variable "memory" {}
            resource "aws_vpc" "x" { 
              cpu = var.cpu
              memory = var.memory
            }
            """, "terraform.tfvars": "cpu = 512\nmemory = 1024 # both\n",
        ])
        let properties = try #require(stack.resources.first).properties
        #expect(properties.int("cpu").value == 512)
        #expect(properties.int("memory").span?.path == "terraform.tfvars")
        #expect(properties.int("memory").span?.start == Position(line: 2, column: 10))
    }

    @Test func instancesAreMadeOfCountAndForEach() throws {
        let stack = try Self.stack([
            "main.tf": """
            variable "create" {}
            locals { clusters = { a = "one", b = "two" } }
            resource "aws_ecs_cluster" "none" { count = 0 }
            resource "aws_ecs_cluster" "two" {
              count = 2
              name = "n${count.index}"
            }
            resource "aws_ecs_cluster" "each" {
              for_each = local.clusters
              name = "${each.key}-${each.value}"
            }
            resource "aws_ecs_cluster" "maybe" { count = var.create ? 1 : 0 }
            resource "aws_vpc" "x" { value = aws_ecs_cluster.maybe[0].id }
            """
        ])
        let clusters = stack.resources.filter { $0.type == ResourceType.cluster }
        #expect(
            clusters.map(\.address) == [
                "aws_ecs_cluster.two[0]", "aws_ecs_cluster.two[1]", "aws_ecs_cluster.each[\"a\"]",
                "aws_ecs_cluster.each[\"b\"]", "aws_ecs_cluster.maybe",
            ])
        #expect(clusters.prefix(4).map { $0.properties.string("clusterName").value } == ["n0", "n1", "a-one", "b-two"])
        #expect(clusters.map(\.condition).filter { $0 != nil } == ["count = var.create ? 1 : 0"])
        let reference = stack.resources.last?.properties["value"]?.text?.reference
        #expect(reference == Reference("aws_ecs_cluster.maybe", "id"))
    }
}
