import Foundation
import Geodesy

@testable import Reporting

/// Draws small pictures and writes them as PNG with stored (not compressed) bytes.
enum DrawnPicture {
    static func sea(with boxes: [OrientedBox], cloudy: Bool, reduction: Int) -> EncodedPicture {
        let width = 640 / reduction
        let height = 480 / reduction
        var pixels = [UInt8](repeating: 0, count: width * height)
        var noise: UInt32 = 7
        for line in 0..<height {
            for sample in 0..<width {
                let row = line * reduction
                let column = sample * reduction
                noise = noise &* 1_664_525 &+ 1_013_904_223
                let grain = Int(noise >> 28)
                var value = row < 42 ? 128 + grain * 4 : 32 + grain / 2
                if (380..<560).contains(column), (92..<98).contains(row) { value = 150 }
                if column > 565, row < 145 { value = 120 + grain * 3 }
                for box in boxes {

                    let x = Double(column) + 0.5 - box.centre.column
                    let y = Double(row) + 0.5 - box.centre.row
                    let along = x * cos(box.angle) + y * sin(box.angle)
                    let across = -x * sin(box.angle) + y * cos(box.angle)
                    if abs(along) < box.length / 2 - 1, abs(across) < box.width / 2 { value = 205 + grain * 2 }
                }
                if cloudy { value = 215 + (row * column / 900) % 23 + grain / 2 }
                pixels[line * width + sample] = UInt8(min(255, value))
            }
        }
        return png(pixels, width: width, height: height)
    }

    static func crop() -> EncodedPicture {
        var pixels = [UInt8](repeating: 40, count: 32 * 16)
        for row in 6..<10 { for column in 5..<27 { pixels[row * 32 + column] = 220 } }
        return png(pixels, width: 32, height: 16)
    }

    /// A grey PNG (W3C Portable Network Graphics, second edition) with stored deflate blocks (RFC 1951, 3.2.4).
    static func png(_ pixels: [UInt8], width: Int, height: Int) -> EncodedPicture {
        var raw: [UInt8] = []
        for row in 0..<height { raw += [0] + pixels[row * width..<(row + 1) * width] }
        var stream: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: raw.count, by: 65_535) {
            let end = min(start + 65_535, raw.count)
            let count = UInt16(end - start)
            stream.append(end == raw.count ? 1 : 0)
            stream += [UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)]
            stream += raw[start..<end]
        }
        var a: UInt32 = 1
        var b: UInt32 = 0
        for byte in raw {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        stream += bigEndian(b << 16 | a)
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        file += chunk("IHDR", bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, 0, 0, 0, 0])
        file += chunk("IDAT", stream)
        file += chunk("IEND", [])
        return EncodedPicture(format: .png, bytes: file, width: width, height: height)
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return bigEndian(UInt32(data.count)) + body + bigEndian(checksum(body))
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF as UInt32) { table[Int(($0 ^ UInt32($1)) & 255)] ^ ($0 >> 8) }
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
    }
}
