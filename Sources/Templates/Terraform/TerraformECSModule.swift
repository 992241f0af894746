import Basics
import ECSModel

enum TerraformECSModule {
    static func output(_ name: String, of source: TerraformSource, _ path: String) -> Reference? { nil }
}
