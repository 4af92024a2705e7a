import Evidence
import GRDB

/// A vocabulary value as a row. Columns are written and read in the same order.
protocol StoredRecord {
    /// The table it lies in.
    static var table: String { get }
    /// The columns it fills.
    static var columns: [String] { get }
    /// One value for each column.
    var values: [DatabaseValue] { get throws }
}

extension StoredRecord {
    /// Adds the row.
    ///
    /// - Returns: Its primary key.
    @discardableResult
    func insert(in database: Database) throws -> Int64 {
        let places = Self.columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try database.cachedStatement(
            sql: "INSERT INTO \(Self.table) (\(Self.columnList)) VALUES (\(places))")
        try statement.execute(arguments: StatementArguments(try values))
        return database.lastInsertedRowID
    }

    /// Writes over the row with the same id, or adds one where there is none.
    ///
    /// Not an SQL upsert: its conflict clause would override that of the R-tree's triggers.
    func save(id: String, in database: Database) throws {
        let changes = Self.columns.map { "\($0) = ?" }.joined(separator: ", ")
        let statement = try database.cachedStatement(sql: "UPDATE \(Self.table) SET \(changes) WHERE id = ?")
        try statement.execute(arguments: StatementArguments(try values + [id.databaseValue]))
        if database.changesCount == 0 { try insert(in: database) }
    }

    /// "id, scene, …", for SELECT and INSERT.
    static var columnList: String { columns.joined(separator: ", ") }
}

/// Takes a row's columns one after the other.
struct ColumnReader {
    private let row: Row
    private var index: Int

    /// Starts at a column, counted from 0.
    init(_ row: Row, from index: Int = 0) {
        self.row = row
        self.index = index
    }

    /// The next column; an error where it does not hold such a value.
    mutating func next<Value: DatabaseValueConvertible & StatementColumnConvertible>() throws -> Value {
        defer { index += 1 }
        return try row.decode(Value.self, atIndex: index)
    }

    /// The next column; nil for NULL.
    mutating func optional<Value: DatabaseValueConvertible & StatementColumnConvertible>() throws -> Value? {
        defer { index += 1 }
        return try row.decode(Value?.self, atIndex: index)
    }

    /// The next number. SQLite stores "not a number" as NULL, so NULL is read as that.
    mutating func number() throws -> Double { try optional() ?? .nan }

    /// The next word of a fixed list.
    mutating func word<Word: RawRepresentable>() throws -> Word where Word.RawValue == String {
        let text: String = try next()
        guard let word = Word(rawValue: text) else { throw UnreadableRecord(what: "\(Word.self) “\(text)”") }
        return word
    }

    /// The next list of texts.
    mutating func list() throws -> [String] { try CanonicalJSON.list(try next()) }
}

/// A row that holds something this version cannot have written.
struct UnreadableRecord: Error {
    /// What was found.
    var what: String
}
