import Foundation
import Geodesy
import Sites
import Testing

@testable import Reporting

@Suite struct SitePlaceTests {
    /// A square of so many degrees a side, by default of about a kilometre.
    private func zone(
        _ id: String, _ longitude: Double, _ latitude: Double, facility: String? = nil, side: Double = 0.01
    ) -> Zone {
        let corners = [(0.0, 0.0), (side, 0), (side, side), (0, side)].map { east, north in
            GeoPoint(longitude: SiteProjection.turned(longitude + east), latitude: latitude + north)
        }
        return Zone(
            id: id, name: id.uppercased(), role: .berth, facility: facility,
            area: MultiPolygon([Polygon(outer: Ring(corners))]))
    }

    private func site(_ zones: [Zone], _ facilities: [Facility] = []) -> Site {
        Site(name: "All of it", facilities: facilities, zones: zones)
    }

    private func page(_ site: Site) -> PageUnderTest {
        PageUnderTest(
            HTMLReport().html(
                ReportContent(
                    case: Case(id: "c", title: "T", question: "Q?", site: site, models: []), softwareVersion: "0")))
    }

    private func maps(_ page: PageUnderTest) -> [String] {
        page.drawings.filter { $0.contains("aria-labelledby=\"map-") }
    }

    @Test func twoPlacesFarApartGiveTwoMapsWithTheirOwnZones() {
        let site = site(
            [
                zone("busan-1", 129.05, 35.1, facility: "busan"), zone("algiers-1", 3.06, 36.77, facility: "algiers"),
                zone("busan-2", 129.08, 35.1, facility: "busan"),
            ],
            [
                Facility(id: "algiers", name: "Algiers", kind: "port"),
                Facility(id: "busan", name: "Busan", kind: "port"),
            ])
        let places = SitePlace.places(of: site)
        #expect(places.map(\.title) == ["Busan", "Algiers"])
        #expect(places.map { $0.site.zones.map(\.id) } == [["busan-1", "busan-2"], ["algiers-1"]])
        let page = page(site)
        let maps = maps(page)
        #expect(maps.count == 2)
        #expect(maps[0].contains("BUSAN-1") && maps[0].contains("BUSAN-2") && !maps[0].contains("ALGIERS-1"))
        #expect(maps[1].contains("ALGIERS-1") && !maps[1].contains("BUSAN"))
        #expect(maps.allSatisfy { $0.contains("class=\"scale\"") && $0.contains("class=\"north\"") })
        #expect(maps.allSatisfy { $0.contains("class=\"graticule\"") })
        #expect(page.html.components(separatedBy: "class=\"legend\"").count == 2)
        #expect(page.ids.count == Set(page.ids).count)
        #expect(WellFormedness.fault(in: page.withoutStyleAndScript) == nil)
    }

    @Test func onePlaceGivesOneMap() {
        let near = site([
            zone("a", 10, 50, side: 0.05), zone("b", 10.4, 50, side: 0.05), zone("c", 10.8, 50.2, side: 0.05),
        ])
        #expect(SitePlace.places(of: near).map(\.title) == ["All of it"])
        #expect(maps(page(near)).count == 1)
    }

    @Test func neighboursOfNeighboursBelongTogetherInAnyOrder() {
        // 0.6° of longitude at 50° N are 43 km; the outer two lie 86 km apart.
        func zones(_ places: [(String, Double)]) -> Site { site(places.map { zone($0.0, $0.1, 50, side: 0.05) }) }
        #expect(SitePlace.places(of: zones([("a", 10), ("b", 11.2), ("c", 10.6)])).count == 1)
        #expect(SitePlace.places(of: zones([("a", 10), ("b", 11.2)])).count == 2)
    }

    @Test func smallZonesFarFromEachOtherGetMapsOfTheirOwn() {
        // At the equator 0.001° are 111 m: works of a kilometre, a terminal 5 km and a port 20 km away from them.
        let small = site([
            zone("spur", 0, 0, side: 0.001), zone("port", 0.2, 0, side: 0.001), zone("tanks", 0.008, 0, side: 0.001),
            zone("pier", 0.06, 0, side: 0.001),
        ])
        // Works and pier, 6.8 km across, make a map of more than 60 × 111 m = 6.7 km.
        #expect(
            SitePlace.places(of: small).map { $0.site.zones.map(\.id) } == [["spur", "tanks"], ["port"], ["pier"]])
        // With zones of 130 m they fit, and the port does not.
        let larger = site(
            [("spur", 0.0), ("port", 0.2), ("tanks", 0.008), ("pier", 0.06)].map { zone($0.0, $0.1, 0, side: 0.0012) })
        #expect(SitePlace.places(of: larger).map { $0.site.zones.map(\.id) } == [["spur", "tanks", "pier"], ["port"]])
    }

    @Test func gapsOfLessThanAKilometreDivideNothing() {
        // Zones of 11 m every 890 m over 10 km.
        let dots = site((0..<12).map { zone("z\($0)", Double($0) * 0.008, 0, side: 0.0001) })
        #expect(SitePlace.places(of: dots).count == 1)
    }

    @Test func everyThingIsInOnePlace() {
        let scattered = site(
            (0..<60).map { zone("z\($0)", Double($0 * 37 % 60) * 0.02, Double($0 * 11 % 7) * 0.03, side: 0.001) })
        let places = SitePlace.places(of: scattered)
        #expect(places.flatMap(\.site.zones).map(\.id).sorted() == scattered.zones.map(\.id).sorted())
        #expect(places.allSatisfy { $0.isPlaced })
        #expect(!SitePlace(title: "", site: site([])).isPlaced)
    }

    @Test func antimeridianDividesNothing() throws {
        let zones = [zone("west", 179.9, -17), zone("east", -179.9, -17), zone("on", 179.995, -17)]
        #expect(SitePlace.places(of: site(zones)).count == 1)
        let map = try #require(SiteMap(SitePlace.places(of: site(zones))[0]))
        // 0.21° at 17° S are about 22 km and fill the map.
        #expect(map.projection.scale > 0.02)
        #expect(abs(map.projection.middle.longitude) > 179.9)
    }

    @Test func placelessThingsFollowTheirFacilityOrComeLast() {
        let lost = Zone(id: "lost", name: "LOST", role: .road, area: MultiPolygon([]))
        let owned = Zone(id: "owned", name: "OWNED", role: .road, facility: "f", area: MultiPolygon([]))
        let site = site(
            [lost, owned, zone("a", 10, 50), zone("b", 30, 50, facility: "f")],
            [Facility(id: "f", name: "Works", kind: "works")])
        let places = SitePlace.places(of: site)
        #expect(places.flatMap(\.site.zones).count == site.zones.count)
        #expect(places.map { Set($0.site.zones.map(\.id)) } == [["owned", "b"], ["a"], ["lost"]])
        #expect(maps(page(site)).count == 2)
    }

    @Test func linksJoinNothingAndGoWithBothEnds() {
        var site = site([zone("a", 10, 50), zone("b", 120, 30)])
        site.links = [
            Link(
                id: "lane", name: "Lane", kind: .seaLane, from: "a", to: "b",
                line: [GeoPoint(longitude: 10, latitude: 50), GeoPoint(longitude: 120, latitude: 30)])
        ]
        #expect(SitePlace.places(of: site).map(\.site.links.count) == [1, 1])
    }

    @Test func namesOfFacilitiesAreNotRepeatedOnTheirMap() {
        var named = zone("quay", 10, 50, facility: "f")
        named.name = "Works: inner quay"
        let place = SitePlace(title: "Works", site: site([named], [Facility(id: "f", name: "Works", kind: "port")]))
        #expect(place.shortName(named) == "Inner quay")
    }

    @Test func farPartsOfOneFacilityAreTold() {
        let site = site(
            [zone("a", 10, 50, facility: "f"), zone("b", 30, 50, facility: "f")],
            [Facility(id: "f", name: "Works", kind: "works")])
        #expect(SitePlace.places(of: site).map(\.title) == ["Works, part 1", "Works, part 2"])
    }
}
