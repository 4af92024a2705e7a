public import Findings

/// What was said of a case's hypotheses over time, and what turned out to be so: `forecasts.jsonl`, to which lines are only ever
/// added.
public struct ForecastFile: Sendable {
    /// One line.
    public enum Line: Hashable, Codable, Sendable {
        /// What was said.
        case forecast(Forecast)
        /// What turned out to be so.
        case outcome(ForecastOutcome)

        private enum CodingKeys: String, CodingKey {
            case forecast, outcome
        }

        /// Reads an object with the key `forecast` or `outcome`.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            if let forecast = try container.decodeIfPresent(Forecast.self, forKey: .forecast) {
                self = .forecast(forecast)
            } else {
                self = .outcome(try container.decode(ForecastOutcome.self, forKey: .outcome))
            }
        }

        /// Writes an object with the key `forecast` or `outcome`.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            switch self {
            case .forecast(let forecast): try container.encode(forecast, forKey: .forecast)
            case .outcome(let outcome): try container.encode(outcome, forKey: .outcome)
            }
        }
    }

    private let lines: RecordLines<Line>

    /// Names the file of a case; nothing is read or made yet.
    public init(_ folder: CaseFolder) {
        lines = RecordLines(path: folder.path + "/forecasts.jsonl", noun: "forecast", writer: "revisit assess record")
    }

    /// Where it lies.
    public var path: String { lines.path }

    /// What stands in the file.
    public struct Contents: Sendable {
        /// Forecasts in the order in which they were written.
        public var forecasts: [Forecast]
        /// What turned out to be so; the last one counts, the earlier ones stay on record.
        public var outcomes: [ForecastOutcome]
        /// What is not as it should be, but does no harm.
        public var warnings: [Mistake]
    }

    /// Reads all lines; none where there is no file.
    ///
    /// - Returns: Forecasts, outcomes and what is doubtful.
    /// - Throws: ``CaseFilesError`` with every broken line.
    public func read() throws(CaseFilesError) -> Contents {
        let contents = try lines.read()
        var found = Contents(forecasts: [], outcomes: [], warnings: contents.warnings)
        for line in contents.records {
            switch line {
            case .forecast(let forecast): found.forecasts.append(forecast)
            case .outcome(let outcome): found.outcomes.append(outcome)
            }
        }
        return found
    }

    /// Adds a line at the end and waits until it lies on the disk.
    ///
    /// - Parameter line: What is added.
    /// - Throws: ``CaseFilesError`` where the file holds broken lines, another program is writing, or it cannot be written;
    ///   then nothing is changed.
    public func append(_ line: Line) throws(CaseFilesError) { try lines.append([line]) }
}
