import Mustache

/// What is wrong with a template, in words for those who write one.
enum MustacheWords {
    /// A clause for a flaw's message.
    static func problem(_ error: any Error) -> String {
        switch (error as? MustacheTemplate.ParserError)?.error ?? error {
        case MustacheTemplate.Error.sectionCloseNameIncorrect:
            "it is no Mustache template: {{/name}} ends a section that is not the last one begun"
        case MustacheTemplate.Error.expectedSectionEnd:
            "it is no Mustache template: a section that begins with {{#name}} has no {{/name}}"
        case MustacheTemplate.Error.unfinishedName:
            "it is no Mustache template: a tag that begins with {{ has no }}"
        case let error: "it is no Mustache template (\(error))"
        }
    }
}
