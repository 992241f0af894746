import Basics
import ECSModel
import Testing
import Workload

/// When all policies of a role in Terraform are known, and when more may be attached elsewhere.
struct RoleRightsTests {
    private static func rights(_ text: String, _ more: [String: String] = [:]) throws -> RoleRights {
        var files = more
        files["main.tf"] = text
        let tree = MemoryTree(files)
        let loaded = DefinitionLoader(tree: tree).load(Discovery.find(in: tree).definitionCandidates)
        let system = System(loaded.stacks.compactMap(\.variants.first))
        let role = try #require(system.members(ResourceType.role).first)
        return RoleRights(role, in: system)
    }

    private static let role = "resource \"aws_iam_role\" \"web\" {\n  name = \"web\"\n}\n"
    private static let read =
        "jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"s3:GetObject\", Resource = \"*\" }] })"

    /// Whether all is known, and whether `s3:GetObject` is allowed.
    @Test(
        arguments: [
            ("", true, false),
            ("resource \"aws_iam_role_policy\" \"a\" {\n role = aws_iam_role.web.id\n policy = \(read)\n}", true, true),
            ("resource \"aws_iam_role_policy\" \"a\" {\n role = \"other\"\n policy = \(read)\n}", true, false),
            (
                "variable \"r\" {}\nresource \"aws_iam_role_policy\" \"a\" {\n role = var.r\n policy = \(read)\n}",
                false, nil
            ),
            (
                "variable \"r\" {}\nresource \"aws_iam_role_policy\" \"a\" {\n role = \"x-${var.r}\"\n policy = \(read)\n}",
                true, false
            ),
            (
                "data \"aws_iam_role\" \"w\" {\n name = \"web\"\n}\nresource \"aws_iam_role_policy\" \"a\" {\n"
                    + " role = data.aws_iam_role.w.name\n policy = \(read)\n}", true, true
            ),
            (
                "resource \"aws_iam_policy\" \"p\" {\n policy = \(read)\n}\nresource \"aws_iam_role_policy_attachment\" \"a\" {\n"
                    + " count = 1\n role = aws_iam_role.web.name\n policy_arn = aws_iam_policy.p.arn\n}", true, true
            ),
            (
                "variable \"p\" {}\nresource \"aws_iam_role_policy_attachment\" \"a\" {\n for_each = toset(var.p)\n"
                    + " role = aws_iam_role.web.name\n policy_arn = each.value\n}", false, nil
            ),
            (
                "resource \"aws_iam_policy_attachment\" \"a\" {\n name = \"a\"\n roles = [aws_iam_role.web.name]\n"
                    + " policy_arn = \"arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess\"\n}", true, true
            ),
            (
                "resource \"aws_iam_role_policy_attachments_exclusive\" \"a\" {\n role_name = aws_iam_role.web.name\n"
                    + " policy_arns = [\"arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess\"]\n}", true, true
            ),
            (
                "variable \"r\" {}\nresource \"aws_iam_policy_attachment\" \"a\" {\n roles = var.r\n policy_arn = \"x\"\n}",
                false, nil
            ),
            ("module \"m\" {\n source = \"git::https://example.com/m\"\n role = aws_iam_role.web.name\n}", false, nil),
            ("module \"m\" {\n source = \"git::https://example.com/m\"\n role = \"web\"\n}", false, nil),
            ("module \"m\" {\n source = \"git::https://example.com/m\"\n name = \"app\"\n}", true, false),
            ("output \"role\" {\n value = aws_iam_role.web.name\n}", false, nil),
            ("provider \"aws\" {}\noutput \"role\" {\n value = aws_iam_role.web.name\n}", true, false),
        ] as [(String, Bool, Bool?)])
    func whatIsAttachedInTerraform(_ text: String, _ isWhole: Bool, _ allows: Bool?) throws {
        let rights = try Self.rights(Self.role + text)
        #expect(rights.isWhole == isWhole)
        #expect(rights.allows("s3:GetObject") == allows)
    }

    @Test(
        arguments: [
            ("managed_policy_arns = [\"arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess\"]", true),
            ("inline_policy {\n name = \"a\"\n policy = \(read)\n}", true),
            ("inline_policy {}", false),
            ("managed_policy_arns = var.policies", nil),
            ("lifecycle {\n ignore_changes = [inline_policy]\n}", nil),
            ("lifecycle {\n ignore_changes = [tags]\n}", false),
        ] as [(String, Bool?)])
    func whatStandsInTheRole(_ body: String, _ allows: Bool?) throws {
        let rights = try Self.rights("variable \"policies\" {}\nresource \"aws_iam_role\" \"web\" {\n\(body)\n}\n")
        #expect(rights.allows("s3:GetObject") == allows)
    }

    @Test func aModuleMayAttachToTheRoleOfItsCaller() throws {
        let module =
            "variable \"role\" {}\nresource \"aws_iam_role_policy\" \"a\" {\n role = var.role\n policy = \(Self.read)\n}"
        let call = "module \"m\" {\n source = \"./m\"\n role = aws_iam_role.web.name\n}"
        let rights = try Self.rights(Self.role + call, ["m/main.tf": module])
        #expect(rights.isWhole)
        #expect(rights.allows("s3:GetObject") == true)
    }
}
