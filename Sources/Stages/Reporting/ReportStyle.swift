/// The report's style sheet.
enum ReportStyle {
    static let sheet: StaticString = """

        :root { --ink: #1b2226; --quiet: #5a666d; --line: #d9dee1; --pale: #f5f7f8; --link: #0b5394; color-scheme: light }
        * { box-sizing: border-box }
        html { scroll-padding-top: 1rem }
        body { margin: 0 auto; padding: 0 1.5rem 4rem; max-width: 68rem; color: var(--ink); background: #fff;
          font: 16px/1.55 "Source Sans 3", "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
          overflow-wrap: anywhere }
        h1, h2, h3, h4 { font-family: "Source Serif 4", Charter, Cambria, Georgia, "Liberation Serif", serif;
          font-weight: 600; line-height: 1.2; margin: 2em 0 .5em }
        h1 { font-size: 2.4rem; margin: .1em 0 .3em } h2 { font-size: 1.6rem; border-top: 2px solid var(--ink);
          padding-top: .6rem; margin-top: 3rem } h3 { font-size: 1.2rem } h4 { font-size: 1rem; margin: 1em 0 .3em }
        p, figcaption, .facts dd { max-width: 46rem } a { color: var(--link); text-underline-offset: .15em }
        a:focus-visible, summary:focus-visible, .frame:focus-visible, input:focus-visible { outline: 3px solid #e69f00;
          outline-offset: 2px }
        .skip { position: absolute; left: -99rem } .skip:focus { left: 1rem; top: 1rem; background: #fff; z-index: 1 }
        header { padding-top: 1.4rem } .kicker { margin: 0; color: var(--quiet); letter-spacing: .04em }
        .question { font-size: 1.25rem; margin: 0 0 1.2rem }
        nav ol { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; margin: 0; list-style: none; font-size: .9rem }
        .banner { margin: 0 -1.5rem; padding: .7rem 1.5rem; border: 3px double var(--ink); background: #fff3cd }
        .simulated, .warning { border-left: 5px solid #b35900; padding: .1rem .8rem }
        .absent { color: var(--quiet); font-style: italic }
        .facts { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .25rem 1.2rem; margin: 1rem 0 }
        .facts dt { color: var(--quiet) } .facts dd { margin: 0 } dd p { margin: 0 0 .3rem } dd ul { margin: 0; padding-left: 1.1rem }
        #summary { background: var(--pale); border: 1px solid var(--line); padding: 0 1.4rem .4rem; margin-top: 1rem }
        #summary h2 { border: 0; margin: 0 } ul.plain { list-style: none; padding: 0; margin: 0 }
        figure { margin: 1.2rem 0 } figcaption { font-size: .875rem; color: var(--quiet) } .credit { white-space: normal }
        :where(:not(svg)) > svg { display: block; width: 100%; height: auto; font-family: inherit } svg.swatch { display: inline-block;
          width: 32px; vertical-align: -4px; margin-right: .4rem }
        .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; padding: 0; margin: .6rem 0; color: var(--ink) }
        .frame { overflow-x: auto; margin: .8rem 0 } table { border-collapse: collapse; width: 100%; font-size: .84rem;
          line-height: 1.4; font-variant-numeric: tabular-nums } th, .number { overflow-wrap: normal }
        caption { text-align: left; color: var(--quiet); padding: .3rem 0 } th { text-align: left; font-weight: 600 }
        th, td { padding: .32rem .6rem .32rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
        thead th { border-bottom: 1.5px solid var(--ink); white-space: nowrap } tbody th { font-weight: 500 }
        .number { text-align: right; white-space: nowrap } td.prose { min-width: 15rem } #measurements td.prose { min-width: 9rem } td small { color: var(--quiet) }
        .looks th, .looks .count { white-space: nowrap } .looks .count.prose { white-space: normal }
        .history thead th:not(:first-child):not(:nth-child(2)):not(:last-child) { writing-mode: vertical-rl; padding: .3rem .1rem }
        .history .sight { text-align: center; padding: .32rem .2rem } .history .sight a { text-decoration: none }
        .history td p { margin: 0 0 .3rem }
        .tag { border: 1px solid currentColor; border-radius: 2px; padding: 0 .35em; white-space: nowrap }
        .partial .tag { border-style: dashed } .unusable .tag { border-style: double; border-width: 3px }
        .unusable { color: var(--quiet); background: var(--pale) } tr:target, tr.lit { background: #fff0c2 }
        figure.change img { max-width: 100%; height: auto } .changes td:nth-child(2) { overflow-wrap: normal; word-break: normal }
        .crop { display: block; image-rendering: pixelated; border: 1px solid var(--line) }
        code { font: .85em/1.4 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere }
        details { border-bottom: 1px solid var(--line) } summary { cursor: pointer; padding: .45rem 0 }
        .key { font-size: .875rem; color: var(--quiet) } .filter input { font: inherit; padding: .2rem .4rem; width: 16rem }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 1.6rem }
        .columns figure { margin: .8rem 0 } .columns figcaption { font-size: .8rem; line-height: 1.35; margin-top: .3rem }
        .totals .sum th, .totals .sum td { font-weight: 700; border-bottom: 0 } .totals .number { padding-right: .7rem }
        .totals thead th { white-space: normal; vertical-align: bottom } .totals td { overflow-wrap: normal; white-space: nowrap }
        .remark { border-left: 3px solid var(--line); padding-left: .8rem } #summary .facts { font-size: .92rem; line-height: 1.45 }
        .plot { width: 20rem; padding: 0 } .plot svg { width: 20rem } .counts td, .counts th { vertical-align: middle }
        .counts { width: auto; table-layout: fixed } .counts tr > :nth-child(1) { width: 15rem } .counts tr > :nth-child(2) { width: 7rem }
        .counts tr > .number { width: 10rem } .counts td, .counts th { padding-right: 1.2rem } #counts h3 { margin: 1.4em 0 0 }
        h3 small { color: var(--quiet); font: .8rem sans-serif } .runs details { border: 0 } .runs summary { padding: 0; font-family: monospace }
        .runs .number { padding-right: 1.4rem } dd details { border: 0 } dd summary { padding: 0 } .runs .facts { margin: .4rem 0 }
        .definitions { position: absolute } .maps { display: grid; grid-template-columns: repeat(auto-fit,
          minmax(min(100%, 27rem), 1fr)); gap: .2rem 2rem } .maps figure { margin: .6rem 0 } .maps h3 { margin: .4rem 0 .3rem 3.2rem }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: .5rem 2rem }
        .charts figure { margin: .6rem 0 } .charts figcaption { color: var(--ink); font-weight: 600 }
        .map .sea { fill: #fbfcfc } .map .border { fill: none; stroke: var(--ink) } .map text { font-size: 11px }
        .graticule line { stroke: #c6ced2; stroke-width: .7 } .graticule text { fill: var(--quiet) }
        .zone { stroke-width: 1.6 } .facility { fill: none; stroke: #777; stroke-dasharray: 7 3 2 3 }
        .berth { fill: none; stroke: #111; stroke-width: 3.5 } .track { fill: none; stroke: #333; stroke-width: 2.5; stroke-dasharray: 2 2 }
        .link { fill: none; stroke: #333; stroke-width: 1.6; stroke-dasharray: 1 4; stroke-linecap: round } .tank { fill: #fff; stroke: #333 }
        .names text, .stamp, .box text { paint-order: stroke; stroke: #fff; stroke-width: .28em; stroke-linejoin: round }
        .map .names text { font-size: 13px; font-weight: 600 } .map .names .minor { font-size: 11px; font-weight: 400 }
        .leader { stroke: var(--ink); stroke-width: .7 }
        .plate { fill: #fff; fill-opacity: .82 } .dark { fill: #111; stroke: #111 } .light { fill: #fff; stroke: #111 }
        .picture { border: 1px solid var(--line) } .halo { fill: none; stroke: #000; stroke-opacity: .6; stroke-width: 2.4;
          vector-effect: non-scaling-stroke } .box path { fill: #fff; fill-opacity: 0; stroke: #ffd42a; stroke-width: 1.1;
          vector-effect: non-scaling-stroke } .box text { stroke-width: .2em; stroke: #000; fill: #ffe57a; font-weight: 600 }
        .box.rejected path { stroke-dasharray: 4 3 } .box:hover path, .box:focus path, .box:target path, .box.lit path {
          stroke-width: 2.5; stroke: #fff } .watched path { fill: none; stroke: #fff; stroke-opacity: .85; stroke-width: 1.1;
          stroke-dasharray: 5 3; vector-effect: non-scaling-stroke } .watched text { fill: #fff; stroke: #000; stroke-opacity: .7;
          stroke-width: .22em; paint-order: stroke; stroke-linejoin: round } .stamp { font-weight: 700; letter-spacing: .1em; stroke: #000; fill: #fff }
        .timeline { width: 100% } .timeline svg { display: inline; width: revert; height: revert } .findings { max-width: 46rem; padding-left: 1.2rem }
        .findings li { margin: .5rem 0 } .findings details { border: 0; font-size: .875rem; color: var(--quiet) }
        .chart text { font-size: 11px; fill: var(--quiet) } .chart .rule { stroke: #e3e7e9 } .chart .base, .chart .tick { stroke: var(--ink) }
        .gap { fill: #e9ecee } .join { stroke: #14507a; stroke-width: 1; fill: none } .bar { stroke: #14507a; stroke-width: 1.6 }
        .span { stroke: #14507a; stroke-width: 2 } .point { fill: #14507a; stroke: #14507a; stroke-width: 1.6 }
        .point.partial { fill: #fff } .cross { stroke: #8a1c1c; stroke-width: 1.8 } .chart text.open { font-size: 14px; font-weight: 700; fill: var(--ink) }
        .chart a:hover circle, .chart a:focus circle { stroke-width: 4 }
        footer { margin-top: 4rem; border-top: 2px solid var(--ink); font-size: .875rem; color: var(--quiet) }
        @media (max-width: 40rem) { .facts { grid-template-columns: 1fr } .facts dd { margin-bottom: .5rem } h1 { font-size: 1.8rem } }
        @page { size: A4; margin: 16mm 14mm }
        @media print { body { font-size: 10pt; max-width: none; padding: 0 } nav, .skip, .filter { display: none }
          a { color: inherit; text-decoration: none } .banner { margin: 0 } h2, h3, h4, summary, caption { break-after: avoid }
          figure, tr, .charts figure { break-inside: avoid } thead { display: table-header-group } .frame { overflow: visible }
          table { font-size: 7.5pt } .facts { font-size: 8.5pt; gap: .1rem 1rem } h2 { margin-top: 2rem } h3 { margin-top: 1.4rem }
          thead th, .looks th, .looks .count { white-space: normal } td.prose { min-width: 0 } .crop { max-width: 12mm; height: auto }
          th, td { padding: .2rem .5rem .2rem 0 } .charts { grid-template-columns: 1fr 1fr }
          .columns { display: block } tbody tr:first-child { break-before: avoid }
          .simulated, .warning { break-after: avoid } .picture, .map { max-height: 104mm; width: auto; max-width: 100%; margin: 0 auto }
          details::details-content { content-visibility: visible; display: block; block-size: auto } summary { list-style: none }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact } }

        """
}
