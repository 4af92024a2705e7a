/// Reads what an author wrote into an ONNX file, without loading the network.
///
/// ONNX is a protocol buffer: `ModelProto.metadata_props` is field 14, a list of
/// `StringStringEntryProto { key = 1; value = 2 }`. Everything else is skipped by its length, so a
/// file of any size costs little; broken lengths end the reading.
///
/// Source: onnx.proto of ONNX IR version 10; protocol buffers, "Encoding".
public enum ONNXMetadata {
    /// The entries by key; empty where there are none or where the bytes are no ONNX file.
    public static func entries(in bytes: [UInt8]) -> [String: String] {
        var entries: [String: String] = [:]
        var message = Message(bytes: bytes, range: 0..<bytes.count)
        while let field = message.next() {
            guard field.number == 14, let content = field.content else { continue }
            var entry = Message(bytes: bytes, range: content)
            var key: String?
            var value: String?
            while let part = entry.next() {
                guard let text = part.content.map({ String(decoding: bytes[$0], as: UTF8.self) }) else { continue }
                if part.number == 1 { key = text }
                if part.number == 2 { value = text }
            }
            if let key, let value { entries[key] = value }
        }
        return entries
    }

    private struct Message {
        let bytes: [UInt8]
        var range: Range<Int>

        /// The next field; nil at the end and where the bytes make no sense.
        mutating func next() -> (number: UInt64, content: Range<Int>?)? {
            guard !range.isEmpty, let tag = varint() else { return nil }
            switch tag & 7 {
            case 0:
                return varint() == nil ? nil : (tag >> 3, nil)
            case 1:
                return skip(8) == nil ? nil : (tag >> 3, nil)
            case 2:
                guard let length = varint(), let count = Int(exactly: length), let content = skip(count) else {
                    return nil
                }
                return (tag >> 3, content)
            case 5:
                return skip(4) == nil ? nil : (tag >> 3, nil)
            default:
                return nil
            }
        }

        private mutating func skip(_ count: Int) -> Range<Int>? {
            guard count >= 0, count <= range.count else { return nil }
            let content = range.lowerBound..<(range.lowerBound + count)
            range = content.upperBound..<range.upperBound
            return content
        }

        private mutating func varint() -> UInt64? {
            var value: UInt64 = 0
            var shift: UInt64 = 0
            while shift < 64, let index = range.first {
                range = (index + 1)..<range.upperBound
                value |= UInt64(bytes[index] & 127) << shift
                if bytes[index] & 128 == 0 { return value }
                shift += 7
            }
            return nil
        }
    }
}
