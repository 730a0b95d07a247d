//! The descriptions of pictures.

/// The description of a picture on one line, without what programs add to say that they wrote it.
pub fn description(said: &str) -> String {
    const ADDED: [&str; 5] = [
        "automatisch gegenereerde beschrijving",
        "description automatically generated",
        "automatically generated description",
        "door ai gegenereerde inhoud is mogelijk onjuist",
        "ai-generated content may be incorrect",
    ];
    let is_own = |line: &&str| {
        let lower = line.to_lowercase();
        !ADDED.iter().any(|added| lower.starts_with(added))
    };
    let lines = said.lines().map(str::trim).filter(|line| !line.is_empty()).filter(is_own);
    lines.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_one_line_without_what_programs_add() {
        for (said, expected) in [
            ("Een plein", "Een plein"),
            (
                "Afbeelding met tekst\n\nAutomatisch gegenereerde beschrijving",
                "Afbeelding met tekst",
            ),
            ("Diagram\r\nDescription automatically generated with low confidence", "Diagram"),
            ("Kaart\n\nDoor AI gegenereerde inhoud is mogelijk onjuist.", "Kaart"),
            ("Automatisch gegenereerde beschrijving", ""),
            ("Een\ntwee", "Een twee"),
        ] {
            assert_eq!(description(said), expected);
        }
    }
}
