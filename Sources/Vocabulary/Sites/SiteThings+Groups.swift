/// What of a site stands on one map.
extension SiteThings {
    /// A gap between two things.
    private struct Gap {
        let from: Int
        let to: Int
        let metres: Double
    }

    /// Things joined by gaps: a tree.
    private struct Tree {
        var members: [Int]
        var gaps: [Gap]
    }

    /// Things up to which a group is examined for whether each zone can be made out; larger ones stay as they are.
    private static let mostExamined = 2000

    /// The groups of what has a place on Earth, as ``SitePlace/places(of:)`` tells; each in the order of the site.
    func mapGroups() -> [[Int]] {
        let members = extents.indices.filter { extents[$0] != nil }
        guard !members.isEmpty else { return [] }
        var open = Self.parts(of: Tree(members: members, gaps: spanningTree(members))) { $0.metres > SitePlace.reach }
        var groups: [[Int]] = []
        while let tree = open.popLast() {
            let widest = tree.gaps.indices.max { tree.gaps[$0].metres < tree.gaps[$1].metres }
            guard let widest, tree.gaps[widest].metres > SitePlace.leastReach,
                tree.members.count <= Self.mostExamined, !isReadable(tree.members)
            else {
                groups.append(tree.members)
                continue
            }
            let cut = tree.gaps[widest]
            open += Self.parts(of: tree) { $0.from == cut.from && $0.to == cut.to }
        }
        return groups
    }

    /// The gaps that hold all together with the least length in all.
    ///
    /// Groups that come of leaving out all gaps above a length are those of neighbours and their neighbours up to it.
    ///
    /// Source: Prim (1957), Shortest connection networks, for the tree; Gower and Ross (1969) for its groups.
    private func spanningTree(_ members: [Int]) -> [Gap] {
        var rest = members
        guard var newest = rest.popLast() else { return [] }
        var best = [Gap](repeating: Gap(from: newest, to: newest, metres: .infinity), count: rest.count)
        var gaps: [Gap] = []
        while !rest.isEmpty {
            var nearest = 0
            for place in rest.indices {
                if let one = extents[newest], let other = extents[rest[place]] {
                    let metres = one.gap(to: other)
                    if metres < best[place].metres { best[place] = Gap(from: newest, to: rest[place], metres: metres) }
                }
                if best[place].metres < best[nearest].metres { nearest = place }
            }
            gaps.append(best[nearest])
            newest = rest[nearest]
            rest.swapAt(nearest, rest.count - 1)
            rest.removeLast()
            best.swapAt(nearest, best.count - 1)
            best.removeLast()
        }
        return gaps
    }

    /// A tree without some of its gaps, as the trees that remain.
    private static func parts(of tree: Tree, cutting isCut: (Gap) -> Bool) -> [Tree] {
        var group: [Int: Int] = [:]
        let kept = tree.gaps.filter { !isCut($0) }
        var neighbours: [Int: [Int]] = [:]
        for gap in kept {
            neighbours[gap.from, default: []].append(gap.to)
            neighbours[gap.to, default: []].append(gap.from)
        }
        var trees: [Tree] = []
        for member in tree.members {
            if group[member] == nil {
                group[member] = trees.count
                var open = [member]
                while let next = open.popLast() {
                    for neighbour in neighbours[next] ?? [] where group[neighbour] == nil {
                        group[neighbour] = trees.count
                        open.append(neighbour)
                    }
                }
                trees.append(Tree(members: [], gaps: []))
            }
            if let number = group[member] { trees[number].members.append(member) }
        }
        for gap in kept { if let number = group[gap.from] { trees[number].gaps.append(gap) } }
        return trees
    }

    /// Whether the shorter side of each zone is long enough on a map of all.
    private func isReadable(_ members: [Int]) -> Bool {
        let boxes = members.compactMap { extents[$0] }
        guard let first = boxes.first else { return true }
        let whole = boxes.dropFirst().reduce(first) { $0.union($1) }.sides
        let least = max(whole.across, whole.up) / SitePlace.greatestRatio
        return members.allSatisfy { index in
            guard site.zones.indices.contains(index), let sides = extents[index]?.sides else { return true }
            return min(sides.across, sides.up) >= least
        }
    }
}
