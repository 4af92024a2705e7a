import Sites
import Statistics
import Testing

@testable import SceneSimulation

/// Drawing looks for a shape within its bounds only, and the truth tells them as its size.
@Suite("Shapes of what stands at a site")
struct SolidShapeTests {
    /// Shapes of all kinds by lot.
    private func shapes(_ random: inout RandomStream) -> [any SolidShape] {
        func metres(_ low: Double, _ high: Double) -> Float { Float(random.uniform(low...high)) }
        let grey = Palette.concrete
        var shapes: [any SolidShape] = [
            Tree(diameter: metres(2, 10), height: metres(2, 12), colour: grey, random: &random),
            Heap(length: metres(4, 60), width: metres(4, 30), colour: grey, random: &random),
            PipeRack(length: metres(9, 90), width: metres(1, 7), random: &random),
            Column(diameter: metres(0.3, 20), height: metres(5, 40), colour: grey),
            Sphere(diameter: metres(4, 20), colour: grey),
            StorageTank(diameter: metres(6, 50), shell: metres(4, 20), fill: nil, random: &random),
            StorageTank(diameter: metres(6, 50), shell: metres(4, 20), fill: metres(0, 1), random: &random),
            Block(
                length: metres(2, 12), width: metres(1, 4), height: metres(1, 5), colour: grey,
                cab: (share: 0.3, colour: grey, top: metres(1, 6))),
        ]
        for roof in GroundScript.Roof.allCases {
            shapes.append(
                Building(
                    length: metres(6, 60), width: metres(4, 30), eaves: metres(3, 14), roof: roof, random: &random))
        }
        for kind in VehicleStand.Kind.allCases { shapes.append(kind.shape(random: &random)) }
        for kind in ShipVisit.Kind.allCases {
            shapes.append(
                kind.shape(
                    length: metres(kind.usualLengths.lowerBound, kind.usualLengths.upperBound), random: &random))
        }
        for kind in TrainVisit.VehicleKind.allCases {
            shapes.append(
                kind.shape(length: metres(kind.usualLengths.shortest, kind.usualLengths.longest), random: &random))
        }
        return shapes
    }

    @Test("No shape reaches beyond its length, width and top, and each fills nearly all of its length")
    func bounds() {
        var random = RandomStream(seed: 31)
        for _ in 0..<4 {
            for shape in shapes(&random) {
                var farthest: (u: Float, v: Float, height: Float) = (0, 0, 0)
                for i in -80...80 {
                    for j in -60...60 {
                        let (u, v) = (Float(i) / 80 * (shape.length / 2 + 1), Float(j) / 60 * (shape.width / 2 + 1))
                        let height = shape.height(u, v)
                        guard height > 0 else { continue }
                        farthest = (max(farthest.u, abs(u)), max(farthest.v, abs(v)), max(farthest.height, height))
                    }
                }
                #expect(farthest.u <= shape.length / 2 + 1e-3, "\(type(of: shape)) along")
                #expect(farthest.v <= shape.width / 2 + 1e-3, "\(type(of: shape)) across")
                #expect(farthest.height <= shape.top + 1e-3, "\(type(of: shape)) up")
                #expect(farthest.u >= shape.length / 2 * 0.8 - 0.5, "\(type(of: shape)) is too short")
            }
        }
    }
}
