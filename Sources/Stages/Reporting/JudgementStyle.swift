/// The part of the style sheet that only a report with a judgement needs.
enum JudgementStyle {
    static let sheet: StaticString = """

        #judgement { border: 2px solid var(--ink); padding: 0 1.4rem .6rem; margin-top: 1rem }
        #judgement h2 { border: 0; margin: 0 } #judgement .question { margin: 0 0 .6rem; color: var(--quiet) }
        #judgement .answer { font-size: 1.25rem; line-height: 1.4 } #judgement .facts { font-size: .92rem; line-height: 1.45 }
        .likelihood { width: 10rem } .hypotheses td:last-child { min-width: 9rem } .likelihood .rule { stroke: #d3d9dc } .likelihood .base { stroke: var(--ink) }
        .likelihood .share { fill: #b9cbdc; stroke: #14507a; stroke-width: 1 } .likelihood .whisker { stroke: #111; stroke-width: 1.8 }
        .likelihood .before { stroke: #111; stroke-width: 1; stroke-dasharray: 2 1.6; fill: #111 } .likelihood .median { fill: #fff; stroke: #111; stroke-width: 1.3 }
        .hypotheses th[scope=row] { min-width: 14rem; overflow-wrap: anywhere } .hypotheses td, .hypotheses th { vertical-align: middle; padding-right: 1rem }
        .hypotheses .leads { background: var(--pale) } .depth-1 { padding-left: 1.4rem } .depth-2 { padding-left: 2.8rem }
        .depth-3 { padding-left: 4.2rem } .depth-4 { padding-left: 5.6rem } .depth-5 { padding-left: 7rem } .depth-6 { padding-left: 8.4rem }
        th b { font-weight: 700 } th small, th .key { font-weight: 400 } td .key, th .key { margin: .2rem 0; font-size: inherit }
        .evidence th[scope=row], .collection th[scope=row], .matrix th[scope=row], .scores th[scope=row] { min-width: 13rem;
          overflow-wrap: anywhere } .evidence td { min-width: 5rem } .evidence td.prose { min-width: 18rem }
        .evidence td, .steps td { overflow-wrap: break-word } td details { border: 0; color: var(--quiet) } td summary { padding: .1rem 0 }
        td p { margin: 0 0 .3rem } .steps th { white-space: nowrap } .steps td:last-child { min-width: 11rem }
        .cell { border: 1px solid #9aa5ab; color: #111 } .matrix .cell { text-align: center; min-width: 2.6rem; padding: .32rem .3rem }
        .matrix thead th:not(:first-child) { text-align: center; max-width: 7rem; white-space: normal; overflow-wrap: anywhere } .matrix td:not(.cell) { padding-left: .8rem }
        .legend .cell { padding: 0 .45em; font-size: .84rem } .matrix .cell span { background: #fff; padding: 0 .25em; border-radius: 2px }
        .very-consistent { background: #fff; border-style: double; border-width: 3px; font-weight: 700 } .consistent { background: #fff }
        .neutral { background: #f0f2f3 } .not-applicable { background: #fff; border-style: dotted; color: var(--quiet) }
        .inconsistent { background: repeating-linear-gradient(135deg, #d5dbde 0 4px, #f4f6f7 4px 8px) }
        .very-inconsistent { background: repeating-linear-gradient(45deg, #7d878d 0 3px, #c3cacd 3px 6px); font-weight: 700 }
        .legend .cell.inconsistent, .legend .cell.very-inconsistent { text-shadow: 0 0 3px #fff, 0 0 3px #fff, 0 0 3px #fff, 0 0 3px #fff }
        .tornado { min-width: 34rem; max-width: 46rem } .tornado .low { fill: #fff; stroke: #14507a; stroke-width: 1.4 }
        .tornado .high { fill: #7f9dbb; stroke: #14507a; stroke-width: 1.4 } .chart text.name { fill: var(--ink); font-weight: 600 }
        .run { fill: none; stroke: #14507a; stroke-width: 2 } .equal { stroke: #777; stroke-dasharray: 5 4 }
        .threshold { stroke: var(--ink); stroke-width: .8 } .ring { fill: #fff; stroke: #111; stroke-width: 2 }
        .charts.small { grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)) } .charts.small figcaption { font-weight: 400; font-size: .8rem }
        figure.single { max-width: 24rem } .sources td:last-child { max-width: 15rem } .evidence .number, .scores .number, .questions .number, .steps .number { padding-right: 1.2rem }
        @media print { .likelihood { width: 42mm } .hypotheses th[scope=row], .evidence th[scope=row], .evidence td.prose,
          .collection th[scope=row], .matrix th[scope=row], .scores th[scope=row], .evidence td, .steps td:last-child, .hypotheses td:last-child { min-width: 0 }
          .charts.small { grid-template-columns: 1fr 1fr 1fr } .tornado { min-width: 0 } #judgement { padding: 0 4mm 1mm } }

        """
}
