/// Keys of services of machine learning.
extension TokenShape {
    static let intelligence: [TokenShape] = [
        TokenShape("anthropic-key", "Anthropic", .key, ["sk-ant-"], .url, 80...140, entropy: 3.5),
        TokenShape("openrouter-key", "OpenRouter", .key, ["sk-or-v1-"], .lowerHexadecimal, 64...64),
        TokenShape(
            "huggingface-token", "Hugging Face", .token, ["hf_", "api_org_"], .alphanumeric, 34...40, entropy: 3.5
        ) { value, prefix in
            Measure.classes(value.dropFirst(prefix)) >= 2 ? .shape : .no
        },
        TokenShape("replicate-token", "Replicate", .token, ["r8_"], .alphanumeric, 37...37, entropy: 3.5),
        TokenShape("perplexity-key", "Perplexity", .key, ["pplx-"], .alphanumeric, 48...48),
        TokenShape("groq-key", "Groq", .key, ["gsk_"], .alphanumeric, 52...52),
        TokenShape("xai-key", "xAI", .key, ["xai-"], .alphanumeric, 80...80),
        TokenShape("databricks-token", "Databricks", .token, ["dapi"], [.lowerHexadecimal, .hyphen], 32...34) {
            value, prefix in
            value.dropFirst(prefix).prefix(32).allSatisfy { ByteSet.lowerHexadecimal.has($0) } ? .shape : .no
        },
        TokenShape("langsmith-key", "LangSmith", .key, ["lsv2_pt_", "lsv2_sk_"], .word, 43...43),
        TokenShape("pinecone-key", "Pinecone", .key, ["pcsk_"], .word, 60...75),
        TokenShape("nvidia-key", "NVIDIA", .key, ["nvapi-"], .url, 64...64),
    ]
}
