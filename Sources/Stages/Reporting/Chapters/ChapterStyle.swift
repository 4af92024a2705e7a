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
        .references { font-size: .84rem; line-height: 1.4; padding-left: 2.6rem } .references li { margin: .15rem 0 }
        .references a { text-decoration: none } .references li:target { background: #fff0c2 }
        .handling { text-align: center; font-weight: 700; letter-spacing: .06em; margin: .3rem 0 }
        .contents { columns: 2; column-gap: 2rem; font-size: .92rem } .contents ol { padding-left: 1.2rem; display: block; list-style: none }
        @media print { .chapter { break-before: page } .front { break-before: avoid; border: 0; padding: 0; background: none }
          .contents { columns: 1 } figure.numbered, table.numbered tr { break-inside: avoid } .chapter h3, .chapter h4 { break-after: avoid }
          .chapter p.answer { font-size: 1.15rem } }

        """
}
