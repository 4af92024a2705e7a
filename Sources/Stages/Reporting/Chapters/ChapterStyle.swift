/// What chapters add to the report's style sheet.
enum ChapterStyle {
    static let sheet: StaticString = """

        .chapter h2 { margin-top: 3.2rem } .chapter h4 { font-size: 1.02rem; margin: 1.2em 0 .3em }
        .front { background: var(--pale); border: 1px solid var(--line); padding: .2rem 1.4rem 1rem; margin-top: 1rem }
        .front h2 { border: 0; margin: .6rem 0 .2rem } .front h3 { font-size: 1rem; margin: 1em 0 .2em }
        .front .answer, .chapter p.answer { font-size: 1.25rem; line-height: 1.4 }
        .cite { font-size: .78em; white-space: nowrap } .cite a { text-decoration: none } .cite a:hover { text-decoration: underline }
        .analyst { border-left: 3px solid var(--link); padding-left: .8rem }
        figure.numbered { border-top: 1px solid var(--line); padding-top: .6rem } figure.numbered img { max-width: 100%; height: auto }
        table.numbered td { overflow-wrap: break-word } table.numbered th { white-space: normal }
        table.crowded td:first-child:not(.number) { min-width: 8.5rem } .number .range { display: block; color: var(--quiet) }
        .references { font-size: .84rem; line-height: 1.4; padding-left: 2.6rem } .references li { margin: .15rem 0 }
        .references a { text-decoration: none } .references li:target { background: #fff0c2 }
        .handling { text-align: center; font-weight: 700; letter-spacing: .06em; margin: .3rem 0 }
        .contents { columns: 2; column-gap: 2rem; font-size: .92rem } .contents ol { padding-left: 1.2rem; display: block; list-style: none }
        .chapter .view { max-width: 54rem } .chapter .pair { max-width: 29rem } .view text.caption { font-size: 12px; font-weight: 600 }
        .view text.owed { font-size: 11px; fill: var(--quiet) }
        .chapter .credit { font-size: .8rem; margin: .2rem 0 }
        :lang(ko) td, :lang(ko) th { word-break: keep-all }
        .train .bracket { fill: none; stroke: #1b2226; stroke-width: 1.4 } .chart.train text.name, .chart.train text.caption { font-size: 12px; fill: var(--ink) }
        .chart.train text.stamp { font-size: 12px; fill: #fff }
        .chapter .chart { max-width: 54rem } .chart text.words, .chart text.letters { fill: #1b2226; font-size: 11.5px }
        .chart text.letters { font-weight: 600 } .chart text.remark { font-style: italic }
        .grid .mark { fill: #fff; stroke: #8a959b; stroke-width: 1 } .grid .neither { fill: #e6e9eb } .grid .against { stroke: #333 }
        .grid .strong { stroke: #111; stroke-width: 1.8 } .grid .silent { stroke-dasharray: 2 2 } .grid .inner { fill: none; stroke: #555 }
        .hatch { fill: none; stroke: #5a666d; stroke-width: .9 } .ground { fill: #fff }
        .sight { fill: #fff; stroke: #14507a; stroke-width: 1.3 } .sight.full { fill: #14507a }
        .arrival .bin { fill: #fff; stroke: #1f3b63; stroke-width: .8 } .arrival .inside { fill: #9db7d6 }
        .arrival .reach { fill: none; stroke: #111; stroke-width: 1.2 } .arrival .fall { fill: #8fa9c4; stroke: #36597f; stroke-width: .6 }
        .arrival .unknown { fill: #fff; stroke: #888; stroke-width: .6 } .instant { stroke: #111; stroke-width: 1.8 }
        .moment { fill: none; stroke: #444; stroke-width: 1.1 } .course .run, .arrival .run { fill: none; stroke: #14507a; stroke-width: 1.8 }
        .arrival .equal { stroke: #777; stroke-width: .8 }
        .area .pipe { fill: none; stroke: #222; stroke-width: 2.6 } .area .rail { fill: none; stroke: #222; stroke-width: 4.2 }
        .area .sleepers { fill: none; stroke: #fff; stroke-width: 2.4; stroke-dasharray: 7 7 }
        .area .road { fill: none; stroke: #555; stroke-width: 5 } .area .lane { fill: none; stroke: #fff; stroke-width: 2.6 }
        .area .sea-lane { fill: none; stroke: #14507a; stroke-width: 2; stroke-dasharray: 10 4 2 4 } .area .arrow { fill: #222; stroke: #fff; stroke-width: .8 }
        .area .works { fill: #222; stroke: #fff; stroke-width: 1.2 } .area .spot { fill: #fff; stroke: #222; stroke-width: 1.8 }
        .area .names text { font-size: 12.5px } .area .names .zone-name { font-weight: 500 }
        @media print { .chapter, .front { break-before: page } .front { border: 0; padding: 0; margin: 0; background: none; font-size: 9.2pt; line-height: 1.36 }
          .front p { margin: .45em 0 } .front li { margin: .1em 0 } .front h3 { margin: .7em 0 .1em }
          .contents { columns: 1 } figure.numbered, table.numbered tr { break-inside: avoid }
          table.numbered tbody tr:nth-last-child(-n+2):not(:first-child) { break-before: avoid } .chapter h3, .chapter h4 { break-after: avoid }
          .chapter p.answer { font-size: 1.15rem } }

        """
}
