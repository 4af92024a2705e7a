import Foundation
import Geodesy
import Sites
import Statistics

extension WorldAssembly {
    mutating func putWorks() {
        for (index, item) in world.script.works.enumerated() where item.stay.contains(order.time) {
            var random = world.random("works \(index)")
            let (shape, base, isRaised) = shape(of: item, &random)
            let object = StandingObject(
                id: item.name ?? "\(item.kind.rawValue)-\(index + 1)",
                className: item.kind == .container ? "container" : "structure", kind: item.kind.rawValue,
                box: FrameBox(
                    centre: world.grid.frame(item.place), heading: world.grid.heading(ofAzimuth: item.heading),
                    length: Double(shape.length), width: Double(shape.width)),
                length: Double(shape.length), height: Double(shape.top) + base,
                outlineHeight: Self.outlineHeight(item.kind), solid: 0,
                snow: snow.share(since: item.stay.start))
            put(shape, object, base: base, isRaised: isRaised)
        }
    }

    /// At which share of its height a thing is widest, as seen from above.
    private static func outlineHeight(_ kind: WorksItem.Kind) -> Double {
        switch kind {
        case .sphere: 0.55
        case .tree: 0.6
        case .heap: 0.3
        default: 1
        }
    }

    private func shape(
        of item: WorksItem, _ random: inout RandomStream
    ) -> (shape: any SolidShape, base: Double, isRaised: Bool) {
        let length = Float(item.length)
        let width = Float(item.width)
        let height = Float(item.height)
        func roof(_ usual: GroundScript.Roof?) -> GroundScript.Roof {
            item.roof ?? usual ?? (random.uniform() < 0.5 ? .flat : .gable)
        }
        switch item.kind {
        case .building, .shed:
            let form = roof(item.kind == .shed ? .gable : nil)
            return (Building(length: length, width: width, eaves: height, roof: form, random: &random), 0, false)
        case .block, .container:
            let colour = Palette.pick(
                item.kind == .container ? Palette.paints : [Palette.concrete, Palette.steel], &random)
            return (Block(length: length, width: width, height: height, colour: colour), 0, false)
        case .heap:
            let colour = Palette.pick(Palette.loads, &random)
            return (Heap(length: length, width: width, colour: colour, random: &random), 0, false)
        case .mast: return (Column(diameter: width, height: height, colour: Palette.steel), 0, false)
        case .column, .gasHolder:
            let colour = Palette.pick([Palette.steel, Palette.white, Palette.coats[3]], &random)
            return (Column(diameter: width, height: height, colour: colour), 0, false)
        case .sphere: return (Sphere(diameter: width, colour: Palette.white), 0, false)
        case .tree:
            let isGreen = world.isGreen(at: order.time)
            let colour = Palette.pick([isGreen ? Palette.grass * 0.7 : Palette.dryGrass * 0.6], &random)
            return (Tree(diameter: width, height: height, colour: colour, random: &random), 0, false)
        case .pipeRack:
            return (PipeRack(length: length, width: width, random: &random), max(0, item.height - 0.7), true)
        case .openRoof:
            let roof = Building(length: length, width: width, eaves: 0.8, roof: roof(.flat), random: &random)
            return (roof, max(0, item.height - 0.8), true)
        }
    }
}
