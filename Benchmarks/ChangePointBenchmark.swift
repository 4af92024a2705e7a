import Foundation
import Statistics

/// Divides a series of 64-bit numbers, as Python wrote them on the same machine, into segments of constant mean.
struct ChangePointBenchmark {
    let path: String
    let penalty: Double
    let minimumLength: Int
    let rounds: Int

    struct Result: Encodable {
        var seconds: [Double] = []
        var breaks: [Int] = []
    }

    func run() throws -> Result {
        let data = try Data(contentsOf: URL(filePath: path))
        // Unsafe: the bytes are only read, within the closure, and copied into an array before it ends.
        let values = data.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
        var result = Result()
        for _ in 0..<rounds {
            let watch = Stopwatch()
            result.breaks = try ChangePointSegmentation.leastSquares(
                of: values, penalty: penalty, minimumLength: minimumLength
            ).breaks
            result.seconds.append(watch.elapsed.cpu)
        }
        return result
    }
}
