/// Words by which a text tells on which looks it rests.
enum LookWords {
    private static let looks: Set<String> = [
        "look", "looks", "looked", "image", "images", "imagery", "scene", "scenes", "picture", "pictures", "photograph",
        "photographs",
        "photo", "photos", "acquisition", "acquisitions", "overpass", "overpasses", "observation", "observations",
        "visit", "visits",
        "inspection", "inspections", "inspected", "survey", "surveys", "surveyed", "searched",
    ]

    /// Whether a sentence tells of looks, or of days on which somebody looked.
    static func tells(_ tokens: [Token], _ sentence: Range<Int>) -> Bool {
        sentence.contains { index in
            tokens[index].isWord ? looks.contains(tokens[index].text) : DateWords.isDay(tokens, at: index, in: sentence)
        }
    }
}
