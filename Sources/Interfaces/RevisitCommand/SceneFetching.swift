import CaseFilesYAML
import Evidence
import Foundation
import SceneIngest
import SceneSearch
import ScenesHTTP

/// Fetches scenes of a catalogue into a case's imagery, and notes it in the case's audit log.
struct SceneFetching {
    let folder: CaseFolder
    let service: CatalogueService
    let collections: [String: CatalogueCollection]
    /// Keys of the files to fetch; nil for all images that are data.
    let assets: [String]?
    /// Most bytes of all together.
    let limit: Int
    let shared: SharedOptions

    /// Fetches scenes one after the other.
    ///
    /// - Returns: Whether all could be fetched and noted.
    func fetch(_ items: [CatalogueItem]) async throws -> Bool {
        var isWhole = true
        let plans = plans(items, &isWhole)
        guard !plans.isEmpty else {
            if isWhole { say("Nothing to fetch.") }
            return isWhole
        }
        announce(plans)
        let told = plans.flatMap(\.files).compactMap(\.asset.size).reduce(0) {
            $0.addingReportingOverflow($1).partialValue
        }
        guard told <= limit else {
            Failure.say(
                "Nothing was fetched: these are \(ByteCount.text(told)), more than --max-gigabytes allows; allow more, or fetch "
                    + "fewer scenes or files with --item and --assets.")
            return false
        }
        let trail = AuditTrail(folder)
        await trail.begin()
        var left = limit
        for plan in plans {
            do {
                let delivered = try await deliver(plan, limit: left)
                left -= delivered.reduce(0) { $0 + $1.size }
                if try await note(plan, trail) == false { isWhole = false }
                tell(plan, delivered)
            } catch let error where !(error is CancellationError) {
                isWhole = false
                Failure.say("\(plan.item.id): \(error)")
                if left <= 0 { break }
            }
        }
        return isWhole
    }

    private func plans(_ items: [CatalogueItem], _ isWhole: inout Bool) -> [DownloadPlan] {
        let naming = DownloadPlan.Naming(
            isBand: { BandFileNames.isBand($0) }, areBandsOfOneScene: { BandFileNames.areBandsOfOneScene($0) },
            isPassedOver: { BandFileNames.isPassedOver($0) })
        var taken: Set<String> = []
        var plans: [DownloadPlan] = []
        for item in items {
            var name = FetchedName.folder(item.id, item.key)
            // Disks may not tell capital letters from small ones.
            if taken.contains(name.lowercased())
                || FileManager.default.fileExists(atPath: folder.imageryFolder + "/" + name)
            {
                name = FetchedName.folder(item.id, item.key, isTaken: true)
            }
            taken.insert(name.lowercased())
            do {
                plans.append(try DownloadPlan(item, wanted: assets, folder: name, naming: naming))
            } catch {
                isWhole = false
                Failure.say("\(error)")
            }
        }
        return plans
    }

    /// Says what will be fetched from where, before anything is.
    private func announce(_ plans: [DownloadPlan]) {
        let files = plans.flatMap(\.files)
        let sizes = files.compactMap(\.asset.size)
        var hosts: [String] = []
        for host in files.map({ CatalogueAddress.host(of: $0.asset.address) }) where !hosts.contains(host) {
            hosts.append(host)
        }
        let size = sizes.reduce(0) { $0.addingReportingOverflow($1).partialValue }
        let untold = files.count - sizes.count
        say(
            "Fetching \(files.count) file\(files.count == 1 ? "" : "s") of \(plans.count) scene\(plans.count == 1 ? "" : "s") from "
                + hosts.sorted().joined(separator: ", ")
                + (sizes.isEmpty ? ", of sizes that are not told" : ", \(ByteCount.text(size))")
                + (untold > 0 && !sizes.isEmpty ? " and \(untold) of sizes that are not told" : ""))
    }

    private func say(_ text: String) {
        if !shared.quiet { Failure.say(text) }
    }

    private func credit(of item: CatalogueItem) -> String? {
        FetchedFacts.credit(of: item, in: item.collection.flatMap { collections[$0] })
    }

    private func deliver(_ plan: DownloadPlan, limit: Int) async throws -> [SceneDelivery.Delivered] {
        var folders: [String?] = []
        for file in plan.files where file.asset.isRaster && !folders.contains(file.folder) {
            folders.append(file.folder)
        }
        let texts = try folders.map { place -> (path: String, text: String) in
            let (facts, remarks) = FetchedFacts.facts(
                of: plan.item, files: plan.files.filter { $0.folder == place }, credit: credit(of: plan.item))
            let text = try SceneFactsFile.text(
                of: facts,
                remark: ["What \(CatalogueAddress.shown(service.address)) tells of \(plan.item.id)."] + remarks)
            return ((place.map { $0 + "/" } ?? "") + "scene.yaml", text)
        }
        return try await SceneDelivery(imagery: folder.imageryFolder, plan: plan).fetch(
            by: service, texts: texts, limit: limit
        ) { file in say("\(plan.item.id): \(file.path)\(file.asset.size.map { ", \(ByteCount.text($0))" } ?? "")") }
    }

    private func note(_ plan: DownloadPlan, _ trail: AuditTrail) async throws -> Bool {
        let entry = await trail.note(
            .scene,
            [
                "catalogue": .text(CatalogueAddress.shown(service.address)), "item": .text(plan.item.key),
                "title": .text(plan.item.id), "credit": .text(credit(of: plan.item) ?? "not told"),
                "files": AuditedFiles.list([folder.imageryFolder + "/" + plan.folder], in: folder),
            ])
        return entry != nil
    }

    private func tell(_ plan: DownloadPlan, _ delivered: [SceneDelivery.Delivered]) {
        let size = delivered.reduce(0) { $0 + $1.size }
        let checked = delivered.count { $0.isChecked == true }
        let credit = credit(of: plan.item)
        if shared.json {
            var line: [String: any Sendable] = [
                "event": "fetched", "id": plan.item.id, "folder": "imagery/" + plan.folder, "bytes": size,
                "files": delivered.map(\.path), "checked_by_hash": checked, "remarks": plan.remarks,
            ]
            if let credit { line["credit"] = credit } else { line["credit"] = NSNull() }
            Output.line(line)
            return
        }
        guard !shared.quiet else { return }
        print(
            "\(plan.item.id): imagery/\(plan.folder), \(delivered.count) file\(delivered.count == 1 ? "" : "s"), "
                + "\(ByteCount.text(size)), \(checked) checked by the hash that the catalogue tells; "
                + (credit ?? "licence and provider are not told"))
        for remark in plan.remarks { print("  \(remark)") }
    }
}
