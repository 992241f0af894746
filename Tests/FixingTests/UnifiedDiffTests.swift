import Fixing
import Testing

struct UnifiedDiffTests {}
