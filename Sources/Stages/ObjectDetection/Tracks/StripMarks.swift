/// What a network says along a strip: one number of each kind for each sample.
struct StripMarks: Sendable {
    /// Probability that a sample lies on a vehicle's body.
    var occupied: [Float]
    /// Heat 0…1 of "a vehicle begins here": its end nearer to the strip's start.
    var begins: [Float]
    /// Heat 0…1 of "a vehicle ends here".
    var ends: [Float]
    /// Probability that the track cannot be seen.
    var hidden: [Float]
    /// Probabilities of the classes given a vehicle, `[class][sample]`.
    var classes: [[Float]]

    /// How many samples there are.
    var count: Int { occupied.count }

    /// Marks of a track that nothing is known of.
    init(unknown count: Int, classes: Int) {
        occupied = Array(repeating: 0, count: count)
        begins = occupied
        ends = occupied
        hidden = Array(repeating: 1, count: count)
        self.classes = Array(repeating: Array(repeating: 1 / Float(classes), count: count), count: classes)
    }

    /// A part of the marks.
    subscript(range: Range<Int>) -> StripMarks {
        var part = self
        part.occupied = Array(occupied[range])
        part.begins = Array(begins[range])
        part.ends = Array(ends[range])
        part.hidden = Array(hidden[range])
        part.classes = classes.map { Array($0[range]) }
        return part
    }
}

/// Reads the output of a network for strips: `[1][4 + classes][samples]`.
///
/// Channel 0 is the probability of lying on a body, 1 and 2 are the heats of beginnings and ends, 3 is the probability that
/// the track is hidden, the others are the probabilities of the classes given a vehicle.
struct StripHead {
    let card: ModelCard

    /// Copies a range of a window's samples into marks.
    ///
    /// - Parameters:
    ///   - output: What the network gave.
    ///   - width: Samples of the window.
    ///   - core: The samples of the window that are wanted.
    ///   - marks: Where they go.
    ///   - start: First sample there.
    /// - Throws: ``ModelError/outputShape(model:found:expected:)``.
    func read(
        _ output: NetworkOutput, width: Int, core: Range<Int>, into marks: inout StripMarks, at start: Int
    ) throws(ModelError) {
        let classes = card.classes.count
        guard output.shape == [1, 4 + classes, width], output.values.count == (4 + classes) * width else {
            throw .outputShape(model: card.name, found: output.shape, expected: "[1, \(4 + classes), \(width)]")
        }
        for (offset, sample) in core.enumerated() {
            // The last digits of a processor's arithmetic do not decide; what is no number says nothing.
            func value(_ channel: Int) -> Float {
                let value = output.values[channel * width + sample]
                return value.isFinite ? (min(1, max(0, value)) * 10_000).rounded() / 10_000 : 0
            }
            marks.occupied[start + offset] = value(0)
            marks.begins[start + offset] = value(1)
            marks.ends[start + offset] = value(2)
            marks.hidden[start + offset] = value(3)
            for index in 0..<classes { marks.classes[index][start + offset] = value(4 + index) }
        }
    }
}
