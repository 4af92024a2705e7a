import Foundation
import Geodesy
import ObjectDetection

/// Merges boxes of several classes; the file holds seven 64-bit numbers for each: class, score,
/// column, row, length, width and angle.
struct MergingBenchmark {
    let path: String

    struct Result: Encodable {
        var seconds: [Double] = []
        var kept = 0
    }

    func run() throws -> Result {
        let data = try Data(contentsOf: URL(filePath: path))
        // Seven doubles for each box, as Python wrote them on the same machine: read as they lie.
        // Unsafe: the bytes are only read, within the closure, and copied into an array before it ends.
        let numbers = data.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
        let candidates = stride(from: 0, to: numbers.count - 6, by: 7).map { first in
            Candidate(
                box: OrientedBox(
                    centre: PixelPoint(column: numbers[first + 2], row: numbers[first + 3]),
                    length: numbers[first + 4], width: numbers[first + 5], angle: numbers[first + 6]),
                classIndex: Int(numbers[first]), score: numbers[first + 1])
        }
        var result = Result()
        for _ in 0..<3 {
            let watch = Stopwatch()
            result.kept = CandidateMerger(overlap: 0.3).merged(candidates).count
            result.seconds.append(watch.elapsed.seconds)
        }
        return result
    }
}
