extension FlowFinding {
    /// How long the stock of a store lasts, and how long until it is full, at constant rates.
    public struct Store: Hashable, Codable, Sendable {
        /// The store, by id.
        public var id: String
        /// What it is.
        public var text: String
        /// Days that the stock serves the wanted flow if nothing else comes; nil where no stock is stated, or none of that flow can come from it.
        public var lasts: Outcome?
        /// The same of a full store; nil where no capacity is stated.
        public var lastsFull: Outcome?
        /// Days until it is empty where all comes that can, of the draws in which less comes than is wanted; nil where none is.
        public var empty: Outcome?
        /// The share of draws in which it ever empties, 0…1; nil where no stock is stated.
        public var empties: Double?
        /// Days by which 10, 50 and 90 % of all draws are empty; nil for never.
        public var emptyBy: [Double?]
        /// Days until it is full where all comes that can, of the draws in which more comes than is wanted; nil where none is.
        public var full: Outcome?
        /// The share of draws in which it ever fills, 0…1; nil where stock or capacity are not stated.
        public var fills: Double?
        /// Days by which 10, 50 and 90 % of all draws are full; nil for never.
        public var fullBy: [Double?]
        /// What that tells, sentences.
        public var sentences: [String]

        /// States how long a stock lasts.
        ///
        /// - Parameters:
        ///   - id: The store, by id.
        ///   - text: What it is.
        ///   - lasts: Days that the stock serves the wanted flow if nothing else comes.
        ///   - lastsFull: The same of a full store.
        ///   - empty: Days until it is empty where all comes that can.
        ///   - empties: The share of draws in which it ever empties.
        ///   - emptyBy: Days by which 10, 50 and 90 % of all draws are empty.
        ///   - full: Days until it is full where all comes that can.
        ///   - fills: The share of draws in which it ever fills.
        ///   - fullBy: Days by which 10, 50 and 90 % of all draws are full.
        ///   - sentences: What that tells.
        public init(
            id: String, text: String, lasts: Outcome?, lastsFull: Outcome?, empty: Outcome?, empties: Double?,
            emptyBy: [Double?], full: Outcome?, fills: Double?, fullBy: [Double?], sentences: [String]
        ) {
            self.id = id
            self.text = text
            self.lasts = lasts
            self.lastsFull = lastsFull
            self.empty = empty
            self.empties = empties
            self.emptyBy = emptyBy
            self.full = full
            self.fills = fills
            self.fullBy = fullBy
            self.sentences = sentences
        }
    }
}
