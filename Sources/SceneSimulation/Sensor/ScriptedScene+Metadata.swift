import Foundation
public import Geodesy
public import Rasters
import Sites

extension ScriptedScene {
    /// Name of the image: the only tile, as products of Pléiades Neo name it.
    public var imageName: String { "IMG_\(name)_R1C1.TIF" }
    /// Name of the metadata.
    public var metadataName: String { "DIM_\(name).XML" }

    /// The instant with milliseconds: "2025-02-15T01:48:00.000Z".
    private var instant: String { order.time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)) }

    /// Metadata in the form of DIMAP v2, as far as this program and others read it. It says that the scene is simulated.
    ///
    /// Source: Airbus, Pléiades Imagery User Guide, annex "DIMAP V2 format".
    public func dimap() -> String {
        func number(_ value: Double, _ decimals: Int = 6) -> String { SceneTruth.number(value, decimals) }
        let day = String(instant.prefix(10))
        let clock = String(instant.dropFirst(11))
        let indices = sensor.bands.enumerated().map { index, band in
            """
                          <Raster_Index><BAND_ID>\(band.name)</BAND_ID><BAND_INDEX>\(index + 1)</BAND_INDEX></Raster_Index>
            """
        }
        let ranges = sensor.bands.map { band in
            """
                    <Band_Spectral_Range>
                      <BAND_ID>\(band.name)</BAND_ID>
                      <MEASURE_UNIT>nanometer</MEASURE_UNIT>
                      <FWHM><MIN>\(number(band.range.lowerBound * 1000, 1))</MIN><MAX>\(number(band.range.upperBound * 1000, 1))</MAX></FWHM>
                    </Band_Spectral_Range>
                    <Band_Reflectance>
                      <BAND_ID>\(band.name)</BAND_ID>
                      <MEASURE_DESC>Raw radiometric counts (DN) to TOA reflectance (RHO). Formulae RHO=DN/GAIN+BIAS</MEASURE_DESC>
                      <GAIN>\(number(SensorModel.stepsPerReflectance))</GAIN>
                      <BIAS>0</BIAS>
                    </Band_Reflectance>
            """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Dimap_Document>
              <Metadata_Identification>
                <METADATA_FORMAT version="2.15">DIMAP</METADATA_FORMAT>
                <METADATA_PROFILE>SIMULATED_ORTHO</METADATA_PROFILE>
                <METADATA_SUBPROFILE>PRODUCT</METADATA_SUBPROFILE>
                <METADATA_LANGUAGE>en</METADATA_LANGUAGE>
              </Metadata_Identification>
              <Dataset_Identification>
                <DATASET_TYPE>RASTER_ORTHO</DATASET_TYPE>
                <DATASET_NAME version="1.0">\(name)</DATASET_NAME>
                <SIMULATED>true</SIMULATED>
                <Legal_Constraints>
                  <COPYRIGHT>simulated: drawn by revisit from a script, no real place</COPYRIGHT>
                </Legal_Constraints>
              </Dataset_Identification>
              <Dataset_Content>
                <CLOUD_COVERAGE unit="percent">\(number(cloudCover * 100, 2))</CLOUD_COVERAGE>
              </Dataset_Content>
              <Coordinate_Reference_System>
                <Projected_CRS>
                  <PROJECTED_CRS_CODE>urn:ogc:def:crs:EPSG::\(epsg)</PROJECTED_CRS_CODE>
                </Projected_CRS>
              </Coordinate_Reference_System>
              <Geoposition>
                <Raster_CRS>
                  <RASTER_GEOMETRY>GROUND</RASTER_GEOMETRY>
                  <PIXEL_CRS_TYPE>CELL</PIXEL_CRS_TYPE>
                </Raster_CRS>
                <Geoposition_Insert>
                  <ULXMAP unit="m">\(number(transform.originX, 4))</ULXMAP>
                  <ULYMAP unit="m">\(number(transform.originY, 4))</ULYMAP>
                  <XDIM unit="m">\(number(transform.columnX))</XDIM>
                  <YDIM unit="m">\(number(-transform.rowY))</YDIM>
                </Geoposition_Insert>
              </Geoposition>
              <Processing_Information>
                <Product_Settings>
                  <PROCESSING_LEVEL>ORTHO</PROCESSING_LEVEL>
                  <Radiometric_Settings>
                    <RADIOMETRIC_PROCESSING>REFLECTANCE</RADIOMETRIC_PROCESSING>
                  </Radiometric_Settings>
                </Product_Settings>
              </Processing_Information>
              <Raster_Data>
                <Raster_Dimensions>
                  <NROWS>\(size.height)</NROWS>
                  <NCOLS>\(size.width)</NCOLS>
                  <NBANDS>\(sensor.bands.count)</NBANDS>
                </Raster_Dimensions>
                <Raster_Encoding>
                  <DATA_TYPE>INTEGER</DATA_TYPE>
                  <NBITS>16</NBITS>
                  <COMPRESSION_TYPE>LOSSLESS</COMPRESSION_TYPE>
                </Raster_Encoding>
                <Data_Access>
                  <DATA_FILE_FORMAT>image/tiff</DATA_FILE_FORMAT>
                  <DATA_FILE_TILES>false</DATA_FILE_TILES>
                  <Data_Files>
                    <Data_File tile_R="1" tile_C="1"><DATA_FILE_PATH href="\(imageName)"/></Data_File>
                    <Raster_Display>
                      <Raster_Index_List>
            \(indices.joined(separator: "\n"))
                      </Raster_Index_List>
                      <Special_Value>
                        <SPECIAL_VALUE_TEXT>NODATA</SPECIAL_VALUE_TEXT>
                        <SPECIAL_VALUE_COUNT>0</SPECIAL_VALUE_COUNT>
                      </Special_Value>
                    </Raster_Display>
                  </Data_Files>
                </Data_Access>
              </Raster_Data>
              <Radiometric_Data>
                <Dynamic_Range>
                  <ACQUISITION_RANGE>\(SensorModel.bitDepth)</ACQUISITION_RANGE>
                  <PRODUCT_RANGE>\(SensorModel.bitDepth)</PRODUCT_RANGE>
                </Dynamic_Range>
                <Radiometric_Calibration>
                  <Instrument_Calibration>
                    <Band_Measurement_List>
            \(ranges.joined(separator: "\n"))
                    </Band_Measurement_List>
                  </Instrument_Calibration>
                </Radiometric_Calibration>
              </Radiometric_Data>
              <Geometric_Data>
                <Use_Area>
                  <Located_Geometric_Values>
                    <LOCATION_TYPE>Center</LOCATION_TYPE>
                    <COL>\(size.width / 2 + 1)</COL>
                    <ROW>\(size.height / 2 + 1)</ROW>
                    <TIME>\(instant)</TIME>
                    <Acquisition_Angles>
                      <VIEWING_ANGLE unit="deg">\(number(order.offNadir))</VIEWING_ANGLE>
                      <INCIDENCE_ANGLE unit="deg">\(number(incidence))</INCIDENCE_ANGLE>
                    </Acquisition_Angles>
                    <Solar_Incidences>
                      <SUN_AZIMUTH unit="deg">\(number(sun.azimuth))</SUN_AZIMUTH>
                      <SUN_ELEVATION unit="deg">\(number(sun.elevation))</SUN_ELEVATION>
                    </Solar_Incidences>
                    <Ground_Sample_Distance>
                      <GSD_ACROSS_TRACK unit="m">\(number(order.groundSamplingDistance))</GSD_ACROSS_TRACK>
                      <GSD_ALONG_TRACK unit="m">\(number(order.groundSamplingDistance))</GSD_ALONG_TRACK>
                    </Ground_Sample_Distance>
                  </Located_Geometric_Values>
                </Use_Area>
              </Geometric_Data>
              <Dataset_Sources>
                <Source_Identification>
                  <Strip_Source>
                    <MISSION>SIMULATED</MISSION>
                    <IMAGING_DATE>\(day)</IMAGING_DATE>
                    <IMAGING_TIME>\(clock)</IMAGING_TIME>
                  </Strip_Source>
                </Source_Identification>
              </Dataset_Sources>
            </Dimap_Document>

            """
    }

    /// What the metadata's format has no place for, as `scene.yaml` beside it.
    ///
    /// - Parameter cloudMask: Path of the scene's cloud mask from its case's folder; nil where there is none.
    /// - Returns: The text of the file.
    public func sceneFacts(cloudMask: String?) -> String {
        let mask = cloudMask.map { "cloud_mask: \($0)\n" } ?? ""
        return """
            # Written by revisit simulate scenes: this scene was drawn by a program.
            simulated: true
            view_azimuth: \(SceneTruth.number(order.viewAzimuth, 3))
            \(mask)
            """
    }

    /// Pixels of the scene, along each axis, that a cell of its cloud mask covers.
    private static let maskCell = 8

    /// Where clouds hide more than half of the light: 1, else 0, by cells of 8 × 8 pixels; nil for a scene without cloud.
    public func cloudMask() -> (cells: [UInt8], size: RasterSize, transform: GridTransform)? {
        guard order.clouds > 0 else { return nil }
        let cell = Self.maskCell
        let size = RasterSize(width: (size.width + cell - 1) / cell, height: (size.height + cell - 1) / cell)
        let step = drawing.pixel * Float(cell)
        var cells: [UInt8] = []
        cells.reserveCapacity(size.count)
        for row in 0..<size.height {
            for column in 0..<size.width {
                let x = drawing.corner.x + (Float(column) + 0.5) * step
                let y = drawing.corner.y - (Float(row) + 0.5) * step
                cells.append(sky.isCloudy(x, y) ? 1 : 0)
            }
        }
        return (cells, size, transform.scaled(columnFactor: Double(cell), rowFactor: Double(cell)))
    }
}
