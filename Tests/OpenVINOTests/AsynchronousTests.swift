import OpenVINO
import Testing

@Suite("Running without blocking a thread")
struct AsynchronousTests {
    @Test("Requests of many tasks each get their own result", arguments: [1, 2])
    func manyRequests(streams: Int) async throws {
        let model = try Fixture.compiled("convolution.onnx", streams: streams, threads: streams)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    var request = try model.makeRequest()
                    for round in 0..<50 {
                        let size = 1 + (task + round) % 5
                        let pixel = Float(task * 100 + round)
                        try request.withInput(at: 0, as: Float.self, shape: [1, 1, size, 1]) { span in
                            for index in span.indices { span[index] = pixel }
                        }
                        try await request.run()
                        let last = try request.withOutput(at: 0, as: Float.self) { span, _ in span[span.count - 1] }
                        // The last row sees the kernel's centre and what lies above it.
                        #expect(last == (size > 1 ? -2 : -4) * pixel)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("A run can be cancelled while it runs, and says so")
    func cancellation() async throws {
        let model = try Fixture.compiled("deep.onnx")
        let whole = try await ContinuousClock().measure { _ = try await Self.runDeep(model, side: 1500) }

        var cancelled = 0
        // Beside other tests the measured run can be many times as slow as the next, so that every wait is too long: then
        // shorter ones follow, as long as none was in time.
        for divisor in [50, 20, 10, 4, 2, 100, 400, 2000, 10_000, 50_000] where divisor <= 50 || cancelled == 0 {
            let task = Task { try await Self.runDeep(model, side: 1500) }
            try await Task.sleep(for: whole / divisor)
            task.cancel()
            switch await task.result {
            case .failure(let error as OpenVINOError):
                #expect(error.code == .cancelled)
                #expect(error.function == "ov_infer_request_wait" || error.message == "not started")
                cancelled += 1
            case .failure(let error): Issue.record("another error: \(error)")
            case .success(let isInRange): #expect(isInRange, "a cancellation too late must leave a right result")
            }
        }
        #expect(cancelled > 0)
    }

    @Test("Cancelled at any instant, a run ends once: done or cancelled, nothing else")
    func cancellationAtAnyInstant() async throws {
        let model = try Fixture.compiled("convolution.onnx", streams: 2, threads: 2)
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<4 {
                group.addTask {
                    for round in 0..<100 {
                        let task = Task { () -> OpenVINOError.Code? in
                            do throws(OpenVINOError) {
                                var request = try model.makeRequest()
                                for _ in 0..<3 {
                                    try request.withInput(at: 0, as: Float.self, shape: [1, 1, 40, 40]) { $0[0] = 1 }
                                    try await request.run()
                                }
                                return nil
                            } catch {
                                return error.code
                            }
                        }
                        try? await Task.sleep(for: .microseconds((round * 37 + worker * 11) % 1500))
                        task.cancel()
                        let code = await task.value
                        #expect(code == nil || code == .cancelled)
                    }
                }
            }
        }
    }

    @Test("A run that is cancelled before it starts does not start")
    func cancelledBefore() async throws {
        let model = try Fixture.compiled("add.onnx")
        let error = await withTaskGroup(of: OpenVINOError?.self) { group in
            group.cancelAll()
            group.addTask { () -> OpenVINOError? in
                do throws(OpenVINOError) {
                    var request = try model.makeRequest()
                    try await request.run()
                    return nil
                } catch {
                    return error
                }
            }
            return await group.next() ?? nil
        }
        #expect(error?.code == .cancelled)
        #expect(error?.function == "ov_infer_request_start_async")
    }

    @Test("After a cancelled run the same request gives right numbers")
    func requestAfterCancellation() async throws {
        let model = try Fixture.compiled("deep.onnx")
        let task = Task { () -> (first: OpenVINOError.Code?, sum: Float) in
            var request = try model.makeRequest()
            try Self.fill(&request, side: 1200)
            var first: OpenVINOError.Code?
            do throws(OpenVINOError) { try await request.run() } catch { first = error.code }
            // A cancelled task can still run synchronously, on a smaller image.
            try Self.fill(&request, side: 16)
            try request.runAndWait()
            return (first, try request.withOutput(at: 0, as: Float.self) { span, _ in copied(span).reduce(0, +) })
        }
        try await Task.sleep(for: .milliseconds(20))
        task.cancel()
        let (first, sum) = try await task.value
        #expect(first == .cancelled || first == nil)

        var request = try model.makeRequest()
        try Self.fill(&request, side: 16)
        try request.runAndWait()
        #expect(sum == (try request.withOutput(at: 0, as: Float.self) { span, _ in copied(span).reduce(0, +) }))
    }

    @Test("An error of an asynchronous run reaches the caller")
    func failure() async throws {
        var request = try Fixture.compiled("two_inputs.onnx").makeRequest()
        try request.withInput(at: 0, as: Float.self, shape: [3, 2]) { $0[0] = 1 }
        try await request.run()
        let shape = try request.withOutput(at: 1, as: Float.self) { _, shape in shape }
        #expect(shape == [3])

        // Room for fewer rows than the input has.
        try request.bindOutput(at: 1, to: Tensor<Float>(zerosOfShape: [2]))
        do {
            try await request.run()
            Issue.record("an output without room was accepted")
        } catch {
            #expect(["ov_infer_request_wait", "ov_infer_request_start_async"].contains(error.function))
            #expect(!error.message.isEmpty)
        }
    }

    private static func fill(_ request: inout InferenceRequest, side: Int) throws {
        try request.withInput(at: 0, as: Float.self, shape: [1, 1, side, side]) { span in
            for index in span.indices { span[index] = Float(index % 17) / 8 }
        }
    }

    /// Runs the network of forty layers and tells whether its output is in range.
    private static func runDeep(_ model: CompiledModel, side: Int) async throws -> Bool {
        var request = try model.makeRequest()
        try fill(&request, side: side)
        try await request.run()
        return try request.withOutput(at: 0, as: Float.self) { span, _ in abs(span[0]) <= 1 }
    }
}
