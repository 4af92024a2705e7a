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
            let entry = Message(bytes: bytes, range: content).texts
            if let key = entry[1], let value = entry[2] { entries[key] = value }
        }
        return entries
    }

    /// Names of other files in which a network keeps weights, in their order in the graph; empty where it is whole.
    ///
    /// Looks at the tensors of the graph (`GraphProto.initializer`, field 5) and of its nodes' attributes
    /// (`GraphProto.node` 1, `NodeProto.attribute` 5, `AttributeProto.t` 5): the entry `location` of
    /// `TensorProto.external_data`, field 13.
    public static func externalFiles(in bytes: [UInt8]) -> [String] {
        var found: [String] = []
        func look(_ message: Message, at path: ArraySlice<UInt64>) {
            var message = message
            while let field = message.next() {
                guard let content = field.content else { continue }
                let inner = Message(bytes: bytes, range: content)
                if field.number == 13, path.isEmpty {
                    let entry = inner.texts
                    if entry[1] == "location", let name = entry[2], !found.contains(name) { found.append(name) }
                } else if field.number == path.first {
                    look(inner, at: path.dropFirst())
                }
            }
        }
        let model = Message(bytes: bytes, range: 0..<bytes.count)
        look(model, at: [7, 5])
        look(model, at: [7, 1, 5, 5])
        return found
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

        /// Its fields of bytes as text, by number.
        var texts: [UInt64: String] {
            var message = self
            var texts: [UInt64: String] = [:]
            while let field = message.next() {
                if let content = field.content { texts[field.number] = String(decoding: bytes[content], as: UTF8.self) }
            }
            return texts
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
