import Foundation

/// Natural logarithm of the gamma function of a positive number.
///
/// Reentrant, unlike the C library's, which keeps the sign in a global.
///
/// Source: Lanczos (1964), SIAM J. Numer. Anal. 1, 86–96; coefficients g = 7, n = 9 as tabulated by
/// Godfrey (2001). Relative error below 1e-14 for arguments above 0.
public func logGamma(_ x: Double) -> Double {
    precondition(x > 0, "logGamma is taken of positive numbers only.")
    if x < 0.5 {
        return log(Double.pi / sin(Double.pi * x)) - logGamma(1 - x)
    }
    let coefficients = [
        0.999_999_999_999_809_93, 676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_13,
        -176.615_029_162_140_59, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6,
        1.505_632_735_149_311_6e-7,
    ]
    let shifted = x - 1
    var sum = coefficients[0]
    for index in 1..<coefficients.count {
        sum += coefficients[index] / (shifted + Double(index))
    }
    let base = shifted + 7.5
    return 0.5 * log(2 * Double.pi) + (shifted + 0.5) * log(base) - base + log(sum)
}

/// Natural logarithm of the beta function of two positive numbers.
public func logBeta(_ a: Double, _ b: Double) -> Double {
    logGamma(a) + logGamma(b) - logGamma(a + b)
}

/// Natural logarithm of the binomial coefficient "`n` over `k`", `0 ≤ k ≤ n`.
public func logChoose(_ n: Int, _ k: Int) -> Double {
    logGamma(Double(n) + 1) - logGamma(Double(k) + 1) - logGamma(Double(n - k) + 1)
}
