import Geodesy
import ObjectMeasurement
import Rasters
import SceneSimulation

extension DrawnPlate {
    /// What is drawn, as measuring takes it.
    func patch() async -> GroundPatch {
        let raster = await raster()
        return GroundPatch(
            origin: GeoPoint(longitude: 0, latitude: 0), size: size, bandCount: raster.bandCount,
            values: raster.pixels, validity: Array(repeating: 1, count: size.count), toGround: toGround)
    }
}
