import Evidence
import Foundation
import Testing

@testable import ObjectMeasurement

@Suite("Light and view")
struct LightAndViewTests {
    @Test("A shadow falls away from the sun, and what is high leans away from the sensor")
    func directions() {
        let light = LightAndView(sunAzimuth: 135, sunElevation: 45, incidence: 45, viewAzimuth: 90)
        #expect(abs(light.shadow.x + 0.5.squareRoot()) < 1e-9 && abs(light.shadow.y - 0.5.squareRoot()) < 1e-9)
        #expect(abs(light.lean.x + 1) < 1e-9 && abs(light.lean.y) < 1e-9)
    }

    @Test("With the sensor on the line through the sun, the shadow's length follows the equation for oblique views")
    func equation() {
        // H = L tan(el) / (1 − tan(el) / tan(view) · cos(dAz)): 10 m high, sun at 30°, sensor 70° above the horizon.
        for (difference, length) in [(0.0, 13.6808), (180.0, 20.9602)] {
            let light = LightAndView(
                sunAzimuth: 150, sunElevation: 30, incidence: 20, viewAzimuth: 150 + difference)
            #expect(abs(10 * light.apart.length - length) < 1e-3)
        }
    }

    @Test("What is not known is said")
    func missing() {
        #expect(throws: LightAndView.Missing(reason: "where the sun stood is not known")) {
            try LightAndView.of(ViewingGeometry(incidence: 3, viewAzimuth: 9)).get()
        }
        #expect(throws: LightAndView.Missing(reason: "from what side the sensor looked is not known")) {
            try LightAndView.of(ViewingGeometry(sunAzimuth: 1, sunElevation: 40, incidence: 12)).get()
        }
        #expect(throws: LightAndView.Missing(reason: "from what angle the sensor looked is not known")) {
            try LightAndView.of(ViewingGeometry(sunAzimuth: 1, sunElevation: 40)).get()
        }
        #expect((try? LightAndView.of(ViewingGeometry(sunAzimuth: 1, sunElevation: 40, incidence: 0.2)).get()) != nil)
    }

    @Test("The angle on the ground is larger than that at the sensor, by the Earth's curvature")
    func curvature() throws {
        // Pléiades Neo, 620 km: 30° at the sensor is 33.29° on the ground.
        let light = try LightAndView.of(
            ViewingGeometry(sunAzimuth: 1, sunElevation: 40, offNadir: 30, viewAzimuth: 90)
        ).get()
        #expect(abs(atan(light.lean.length) * 180 / .pi - 33.27) < 0.1)
    }
}
