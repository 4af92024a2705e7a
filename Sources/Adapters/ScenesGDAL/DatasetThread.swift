import Dispatch
import Foundation

/// A thread that does one piece of work at a time for whoever waits for it, and ends with its owner.
final class DatasetThread: Sendable {
    private let desk = Desk()

    /// Starts the thread.
    init() {
        let desk = desk
        let thread = Thread {
            while desk.serve() {}
        }
        // GDAL's drivers expect a stack like that of the main thread.
        thread.stackSize = 8 << 20
        thread.start()
    }

    deinit { desk.close() }

    /// Does something on the thread and waits until it is done; one caller at a time.
    func run(_ body: () -> Void) {
        withoutActuallyEscaping(body) { desk.hand(over: $0) }
    }

    /// Where work is handed over.
    ///
    /// Unchecked: the semaphores order every access, and there is one caller at a time.
    private final class Desk: @unchecked Sendable {
        private let given = DispatchSemaphore(value: 0)
        private let done = DispatchSemaphore(value: 0)
        private var work: (() -> Void)?

        func hand(over body: @escaping () -> Void) {
            work = body
            given.signal()
            done.wait()
        }

        /// Does the next piece of work; false where there will be none.
        func serve() -> Bool {
            given.wait()
            guard takeOver() else { return false }
            done.signal()
            return true
        }

        /// Nothing may hold the work when the caller goes on, so it is let go of on the way out of a function of its own.
        @inline(never)
        private func takeOver() -> Bool {
            guard let body = work.take() else { return false }
            body()
            return true
        }

        func close() { given.signal() }
    }
}
