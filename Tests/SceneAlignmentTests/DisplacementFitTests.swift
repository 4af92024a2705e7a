import Evidence
import Foundation
import Testing

@testable import SceneAlignment

@Suite("One correction for many places")
struct DisplacementFitTests {
    /// Places 100 m apart with pixels of a metre; all lie 2 m further east than told but for noise of 0.05 m, and some lie
    /// otherwise by what a function says of column and row.
    private func fit(_ otherwise: (Int, Int, () -> Double) -> SIMD2<Double>?) -> DisplacementFit {
        var state: UInt64 = 41
        func random() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53) - 0.5
        }
        var measurements: [DisplacementFit.Measurement] = []
        for row in 0..<21 {
            for column in 0..<21 {
                let noise = SIMD2(random(), random()) * 0.17
                let shift = SIMD2(2, 0) + noise + (otherwise(column, row, random) ?? .zero)
                measurements.append(
                    .init(place: SIMD2(Double(column) * 100, Double(row) * 100), displacement: shift, height: 20))
            }
        }
        return DisplacementFit(measurements, start: SIMD2(2, 0), pixel: 1, reach: 8, window: 64)
    }

    @Test("Ground that lies otherwise in one part of the scene is no agreement, and nine in ten must hold it")
    func relief() throws {
        // The eastern quarter lies 5 m further south.
        let fit = fit { column, _, _ in column >= 16 ? SIMD2(0, -5) : nil }
        #expect(abs(fit.field.value(x: 500, y: 500).x - 2) < 0.1)
        #expect(fit.agrees.count { $0 } == 16 * 21)
        #expect(fit.liesOtherwise.count { $0 } > 90)
        #expect(try #require(fit.radius90) > 4.5)
        #expect(try #require(fit.circularError90) < 0.2)
    }

    @Test("What moved here and there, each by another way, does not widen the margin")
    func moved() throws {
        let fit = fit { column, row, random in
            (column + 2 * row) % 4 == 0 ? SIMD2(random(), random()) * 11 : nil
        }
        #expect(fit.liesOtherwise.count { $0 } < 5)
        #expect(try #require(fit.radius90) < 0.5)
    }

    @Test("Where only places along a shore agree, the scene is moved and neither turned nor stretched")
    func shore() throws {
        // Beside the shore nothing within reach is found; along it, noise alone would bear a steep slope across.
        let fit = fit { column, row, random in
            if abs(row - 10) <= 1, column % 2 == 0 { return SIMD2(0, Double(row - 10) * 0.3 + random() * 0.1) }
            return SIMD2(20 + random(), 20)
        }
        let agreeing = fit.agrees.count { $0 }
        #expect(agreeing >= 20 && agreeing < 60)
        for corner in [SIMD2(0.0, 0.0), SIMD2(2000, 0), SIMD2(0, 2000), SIMD2(2000, 2000)] {
            let found = fit.field.value(x: corner.x, y: corner.y)
            #expect(abs(found.x - 2) < 0.5 && abs(found.y) < 0.5)
        }
    }

    @Test("A scene that is turned a little is turned back where places about it agree")
    func turned() throws {
        let fit = fit { column, row, _ in SIMD2(Double(row - 10), Double(10 - column)) * 0.3 }
        for corner in [SIMD2(0.0, 0.0), SIMD2(2000, 0), SIMD2(0, 2000), SIMD2(2000, 2000)] {
            let found = fit.field.value(x: corner.x, y: corner.y)
            #expect(
                abs(found.x - 2 - (corner.y - 1000) * 0.003) < 0.1 && abs(found.y + (corner.x - 1000) * 0.003) < 0.1)
        }
    }
}
