/// The part of the style sheet that only a report with scenarios needs.
enum ScenarioStyle {
    static let sheet: StaticString = """

        .cumulative, .ranges { min-width: 34rem; max-width: 46rem } .ranges .middle { stroke: #111; stroke-width: 2 }
        .schedule { min-width: 42rem; max-width: 60rem } .chart.schedule text { font-size: 12px } .schedule .fan { fill: #d6e0ea; stroke: #5f7f9f; stroke-width: .8 }
        .schedule .work { fill: #14507a; stroke: #14507a; stroke-width: 1 } .schedule .perhaps { fill: #fff; stroke-dasharray: 4 2 }
        .schedule .reach { stroke: #111; stroke-width: 1.4 } .schedule .milestone { fill: #111 }
        .ranges .bound { stroke: #111; stroke-width: 1.4; stroke-dasharray: 6 3 }
        .inputs th[scope=row], .outcomes th[scope=row] { min-width: 11rem; overflow-wrap: anywhere } .inputs td { min-width: 4rem }
        .inputs td:nth-child(5) { min-width: 14rem } .outcomes .number, .scales .number { white-space: normal; min-width: 5.5rem } .outcomes td:last-child { white-space: nowrap } .origins li { margin: .35rem 0 }
        .flow { min-width: 40rem; max-width: 56rem } .flow .way { fill: none; stroke: #14507a } .flow .place { fill: #fff; stroke: #111; stroke-width: 1.4 }
        .flow text { paint-order: stroke; stroke: #fff; stroke-width: 3px }
        @media print { .schedule, .ranges, .cumulative { min-width: 0 } }
        .inputs tr:target, .origins li:target { background: var(--pale) }

        """
}
