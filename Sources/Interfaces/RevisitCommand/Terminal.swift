import Foundation
import Synchronization
import Workflow

/// Shows what an analysis does: bars on a terminal, lines elsewhere, JSON for machines.
final class Terminal: Sendable {
    private let style: Style
    private let state = Mutex(State())

    enum Style {
        case bars, lines, json, silent
    }

    private struct State {
        var began: [String: Date] = [:]
        var shown = false
        var lastDrawn = Date.distantPast
    }

    init(_ options: SharedOptions) {
        if options.json {
            style = .json
        } else if options.quiet {
            style = .silent
        } else {
            style = isatty(STDERR_FILENO) == 1 ? .bars : .lines
        }
    }

    /// Shows one event.
    func show(_ event: AnalysisEvent) {
        switch style {
        case .json: Output.line(json(event))
        case .silent:
            if case .failed(let stage, let subject, let reason) = event {
                Failure.say("\(stage) \(subject): \(reason)")
            }
        case .bars, .lines: text(event)
        }
    }

    private func text(_ event: AnalysisEvent) {
        state.withLock { state in
            switch event {
            case .scenes(let count):
                line("\(count) scene\(count == 1 ? "" : "s")", &state)
            case .started(let stage, let subject):
                state.began[stage + subject] = Date()
            case .progress(let stage, let subject, let done, let total):
                guard style == .bars, done == total || Date().timeIntervalSince(state.lastDrawn) > 0.1 else { return }
                state.lastDrawn = Date()
                draw(stage, subject, done, total, since: state.began[stage + subject] ?? Date())
                state.shown = true
            case .finished(let stage, let subject, let detail, let wasKnown):
                guard !wasKnown else { return }
                let seconds = state.began[stage + subject].map { Date().timeIntervalSince($0) }
                let time = seconds.map { String(format: " (%.1f s)", $0) } ?? ""
                line("\(stage) \(subject)\(detail.isEmpty ? "" : ": \(detail)")\(time)", &state)
            case .failed(let stage, let subject, let reason):
                line("\(stage) \(subject): FAILED: \(reason)", &state)
            case .notice(let sentence):
                line(sentence, &state)
            }
        }
    }

    private func line(_ text: String, _ state: inout State) {
        if state.shown { try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K".utf8)) }
        state.shown = false
        Failure.say(text)
    }

    private func draw(_ stage: String, _ subject: String, _ done: Int, _ total: Int, since began: Date) {
        let width = 24
        let share = Double(done) / Double(max(1, total))
        let filled = Int((share * Double(width)).rounded())
        let seconds = max(0.001, Date().timeIntervalSince(began))
        let rate = Double(done) / seconds
        let left = rate > 0 ? Double(total - done) / rate : 0
        let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
        let text = String(
            format: "\r\u{1B}[K%@ %@ [%@] %d/%d tiles, %.1f/s, %.0f s left", stage as NSString, subject as NSString,
            bar as NSString, done, total, rate, left)
        // A terminal that is gone is no reason to stop.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    private func json(_ event: AnalysisEvent) -> [String: any Sendable] {
        switch event {
        case .scenes(let count): ["event": "scenes", "count": count]
        case .started(let stage, let subject): ["event": "started", "stage": stage, "subject": subject]
        case .progress(let stage, let subject, let done, let total):
            ["event": "progress", "stage": stage, "subject": subject, "done": done, "total": total]
        case .finished(let stage, let subject, let detail, let wasKnown):
            ["event": "finished", "stage": stage, "subject": subject, "detail": detail, "known": wasKnown]
        case .failed(let stage, let subject, let reason):
            ["event": "failed", "stage": stage, "subject": subject, "reason": reason]
        case .notice(let sentence): ["event": "notice", "text": sentence]
        }
    }
}

/// Standard output.
enum Output {
    /// Writes a JSON object on one line, its keys sorted.
    static func line(_ object: [String: any Sendable]) {
        guard
            let data = try? JSONSerialization.data(
                withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        else { return }
        print(String(decoding: data, as: UTF8.self))
        // Whoever reads from a pipe sees each event when it happens.
        fflush(nil)
    }
}
