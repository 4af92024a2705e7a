import Scenarios
import Testing

@Suite("Heat of oil, tanks and pipes")
struct HeatTests {
    @Test func `heat of oil is that of the worked values`() {
        let values: [(Double, Double, Double, Double)] = [
            (0.865, 10, 50, 76.9), (0.865, -5, 50, 104.2), (0.865, 20, 360, 852.1), (0.865, 220, 360, 402.1),
            (0.96, 10, 60, 92.1), (0.96, 10, 90, 151.5),
        ]
        for (density, start, end, heat) in values {
            #expect(abs(Heat.oil(from: start, to: end, density: density) - heat) <= 0.05)
        }
        #expect(Heat.oil(from: 0, to: 1, density: 0).isNaN && Heat.oil(from: 0, to: 1, density: -1).isNaN)
    }

    @Test func `heat of oil is that of the first form of the equation, in British units`() {
        // c = (0.388 + 0.00045 t) / √d in Btu/(lb °F) with t in °F, summed over small steps; 1 Btu/lb is 2.326 kJ/kg.
        for (density, start, end) in [(0.75, 0.0, 100.0), (0.865, 20, 360), (0.98, -20, 60)] {
            let (low, high) = (start * 1.8 + 32, end * 1.8 + 32)
            let steps = 10_000
            let width = (high - low) / Double(steps)
            var sum = 0.0
            for step in 0..<steps {
                sum += (0.388 + 0.00045 * (low + (Double(step) + 0.5) * width)) * width
            }
            let heat = sum * 2.326 / density.squareRoot()
            #expect(abs(Heat.oil(from: start, to: end, density: density) / heat - 1) < 0.002)
        }
    }

    @Test func `a tank of 10 000 m³ has 3120 m² and a pipe of 6 km 1425 m³`() {
        #expect(abs(Heat.tankArea(diameter: 34.2, height: 11.94) - 3120) < 0.5)
        #expect(abs(Heat.cylinder(diameter: 0.55, length: 6000) - 1425) < 1)
    }
}
