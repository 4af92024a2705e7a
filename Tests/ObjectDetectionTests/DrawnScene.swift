import Evidence
import Foundation
import Geodesy
import ObjectDetection
import Rasters

/// A scene in memory with bright rectangles on black, for networks that are written out in Swift.
struct DrawnScene: SceneReading {
    let scene: Scene
    let raster: Raster<Float>

    init(
        size: RasterSize, rectangles: [(window: RasterWindow, value: Float)], missing: [RasterWindow] = [],
        groundSamplingDistance: Double = 10
    ) {
        var raster = Raster<Float>(bandCount: 1, size: size, repeating: 0)
        func fill(_ window: RasterWindow, _ value: Float) {
            let inside = window.intersection(size.window)
            for row in inside.row..<inside.endRow {
                for column in inside.column..<inside.endColumn { raster[0, row, column] = value }
            }
        }
        for rectangle in rectangles { fill(rectangle.window, rectangle.value) }
        for window in missing { fill(window, .nan) }
        self.raster = raster
        scene = Scene(
            id: "scene", title: "drawn", size: size,
            bands: [
                Band(
                    name: "pan", commonName: "pan", file: 0, index: 1, size: size,
                    groundSamplingDistance: groundSamplingDistance,
                    dataType: .float32)
            ],
            files: [])
    }

    func source(of scene: Scene, for request: PixelRequest) async throws -> any RasterSource { RasterInMemory(raster) }

    func georeference(of scene: Scene) throws -> (any Georeference)? { nil }
}

/// Stands in for a runtime: each network is a function of one tile.
struct WrittenNetwork: DetectionNetworkLoading {
    let runtime = "written by hand"

    let inputShape: [Int]
    let width: Int
    let function: @Sendable (_ input: [Float], _ height: Int, _ width: Int) throws -> NetworkOutput

    func interface(of network: NetworkFile) async throws -> NetworkInterface {
        NetworkInterface(inputs: [inputShape], outputs: [[-1]])
    }

    func ready(_ network: NetworkFile, inputShape: [Int]) async throws -> any DetectionNetwork {
        Ready(shape: inputShape, width: width, function: function)
    }

    private struct Ready: DetectionNetwork {
        let shape: [Int]
        let width: Int
        let function: @Sendable ([Float], Int, Int) throws -> NetworkOutput

        func outputs(for input: [Float]) async throws -> [NetworkOutput] {
            [try function(input, shape[2], shape[3])]
        }
    }
}

extension ModelCard {
    static func test(
        head: Head, classes: [String] = ["bright"], stride: Int = 1, lattice: Int = 8, margin: Int = 16, tile: Int = 64,
        resolution: Resolution? = nil
    ) -> ModelCard {
        ModelCard(
            name: "test", networkPath: "", bands: ["pan"], values: .stored, valueScale: 1, fill: 0,
            resolution: resolution, head: head, stride: stride, lattice: lattice, margin: margin, tile: tile,
            mergeOverlap: 0.3, minimumLength: 0, classes: classes.map { .init(name: $0, threshold: 0.5) },
            trainingData: [], limits: [])
    }
}

/// A network that knows rectangles: proposes the bounds of each connected bright area of a tile, as far
/// as the tile shows it, in Ultralytics' layout. Areas brighter than 0.85 are of the second class.
@Sendable func boundsOfBrightAreas(_ input: [Float], _ height: Int, _ width: Int) -> NetworkOutput {
    var seen = [Bool](repeating: false, count: height * width)
    var boxes: [(left: Int, top: Int, right: Int, bottom: Int, value: Float)] = []
    for start in 0..<(height * width) where input[start] > 0.5 && !seen[start] {
        var stack = [start]
        seen[start] = true
        var box = (left: width, top: height, right: 0, bottom: 0, value: input[start])
        while let index = stack.popLast() {
            let (row, column) = (index / width, index % width)
            box.left = min(box.left, column)
            box.right = max(box.right, column + 1)
            box.top = min(box.top, row)
            box.bottom = max(box.bottom, row + 1)
            for (nextRow, nextColumn) in [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
            where nextRow >= 0 && nextColumn >= 0 && nextRow < height && nextColumn < width {
                let next = nextRow * width + nextColumn
                if !seen[next], input[next] == input[start] {
                    seen[next] = true
                    stack.append(next)
                }
            }
        }
        boxes.append(box)
    }
    let count = max(1, boxes.count)
    var values = [Float](repeating: 0, count: 6 * count)
    for (index, box) in boxes.enumerated() {
        values[index] = Float(box.left + box.right) / 2
        values[count + index] = Float(box.top + box.bottom) / 2
        values[2 * count + index] = Float(box.right - box.left)
        values[3 * count + index] = Float(box.bottom - box.top)
        values[(box.value > 0.85 ? 5 : 4) * count + index] = box.value
    }
    return NetworkOutput(shape: [1, 6, count], values: values)
}
