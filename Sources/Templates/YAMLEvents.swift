import Basics
import CYaml

/// What the YAML parser meets, in order, with byte offsets.
enum YAMLEvent {
    case documentStart
    case documentEnd
    case alias(String, Range<Int>)
    case scalar(String, DocumentScalarStyle, anchor: String?, tag: String?, Range<Int>)
    case sequenceStart(anchor: String?, tag: String?, Range<Int>)
    case mappingStart(anchor: String?, tag: String?, Range<Int>)
    /// The end of a sequence or mapping: where `]` or `}` ends, or nil when indentation ended it.
    case collectionEnd(Int?)
    case streamEnd
}

/// libyaml's event parser, which Yams brings along.
///
/// Yams' own `compose` is not used: it calls itself once a level, hashes each key with all that an alias in it stands
/// for (a small file can keep it busy for hours), runs regular expressions on each key, and tells no ends of values.
struct YAMLEvents: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let source: SourceFile
    private let offsets: CodePointOffsets
    private let limit: Int
    /// The code points before the first that the parser sees: it would count a byte order mark as a column.
    private let skipped: Int

    /// `input` holds the bytes of `source` and must outlive this value.
    init(_ source: SourceFile, _ input: UnsafeBufferPointer<UInt8>, depth: Int) {
        self.source = source
        limit = depth
        offsets = CodePointOffsets(source.bytes)
        let mark = input.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        skipped = mark == 0 ? 0 : 1
        // The parser keeps a pointer to itself, so it must not move.
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress.map { $0 + mark }, input.count - mark)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deinitialize(count: 1)
        parser.deallocate()
    }

    mutating func next() throws(Failure) -> YAMLEvent {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
            defer { yaml_event_delete(&event) }
            let start = offsets.offset(Int(event.start_mark.index) + skipped)
            let range = start..<max(start, offsets.offset(Int(event.end_mark.index) + skipped))
            switch event.type {
            case YAML_STREAM_START_EVENT: continue
            case YAML_DOCUMENT_START_EVENT: return .documentStart
            case YAML_DOCUMENT_END_EVENT: return .documentEnd
            case YAML_ALIAS_EVENT: return .alias(text(event.data.alias.anchor) ?? "", range)
            case YAML_SCALAR_EVENT:
                let scalar = event.data.scalar
                let value = String(
                    decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
                let style: DocumentScalarStyle =
                    switch scalar.style {
                    case YAML_PLAIN_SCALAR_STYLE: .plain
                    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
                    default: .quoted
                    }
                return .scalar(value, style, anchor: text(scalar.anchor), tag: text(scalar.tag), range)
            case YAML_SEQUENCE_START_EVENT:
                let sequence = event.data.sequence_start
                return .sequenceStart(anchor: text(sequence.anchor), tag: text(sequence.tag), range)
            case YAML_MAPPING_START_EVENT:
                let mapping = event.data.mapping_start
                return .mappingStart(anchor: text(mapping.anchor), tag: text(mapping.tag), range)
            case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
                return .collectionEnd(range.isEmpty ? nil : range.upperBound)
            default: return .streamEnd
            }
        }
    }

    private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private func failure() -> Failure {
        let cause = parser.pointee.problem.map { String(cString: $0) }
        if cause?.has("nesting level") == true {
            // libyaml reads ahead and has a limit of its own.
            return .tooDeep(source, at: offsets.offset(Int(parser.pointee.problem_mark.index) + skipped), limit: limit)
        }
        if parser.pointee.error == YAML_READER_ERROR {
            let offset = Int(parser.pointee.problem_offset) + (skipped == 0 ? 0 : 3)
            var failure = Failure.document(
                source, at: offset,
                Text(
                    en: "this is not UTF-8 text without control characters. Save the file as UTF-8.",
                    ja: "UTF-8 のテキストではないか、制御文字が含まれています。UTF-8 で保存し直してください。"),
                cause: cause)
            failure.code = .notText
            return failure
        }
        return .document(
            source, at: offsets.offset(Int(parser.pointee.problem_mark.index) + skipped),
            Text(
                en: "this is not YAML. Check indentation, quotes and brackets here and on the line above.",
                ja: "YAML として読めません。この行と直前の行のインデント、引用符、括弧を確認してください。"),
            cause: cause)
    }
}
