import Statistics
import Testing

@Suite struct NormalTailTests {
    @Test func bothTailsAreExact() {
        // scipy.stats.norm.ppf of the same doubles, SciPy 1.
        for (probability, quantile) in [
            (1 - 1e-12, 7.0344869100478356), (1 - 1e-9, 5.997807019601637), (0.999999, 4.753424308817087),
        ] {
            #expect(abs(standardNormalQuantile(probability) - quantile) < 1e-11)
        }
    }
}
