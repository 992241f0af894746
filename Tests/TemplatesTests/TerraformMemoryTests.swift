import Basics
import Templates
import Testing

/// What was worked out is let go of: an editor or a watch reads the same files again and again.
@Suite struct TerraformMemoryTests {
    @Test func modulesAreFreedAfterReading() throws {
        let files = [
            "main.tf": """
            module "app" {
              source = "./app"
              name   = local.name
            }
            locals { name = "web" }
            resource "aws_cloudwatch_log_group" "main" { name = module.app.name }
            """,
            "app/main.tf": """
            variable "name" {}
            resource "aws_cloudwatch_log_group" "app" { name = var.name }
            output "name" { value = aws_cloudwatch_log_group.app.name }
            """,
        ]
        weak var root: TerraformFolder?
        weak var app: TerraformFolder?
        do {
            let folders = files.map { path, text in
                TerraformFolder(
                    path: RelativePath.folder(path), files: [TerraformFile(SourceFile(path: path, text: text))])
            }
            root = folders.first { $0.path.isEmpty }
            app = folders.first { $0.path == "app" }
            let stack = TerraformReader.read(try #require(root), tree: MemoryTree(files)) { path in
                folders.first { $0.path == path }
            }
            #expect(stack.resources.count == 2)
        }
        #expect(root == nil)
        #expect(app == nil)
    }
}
