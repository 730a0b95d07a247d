//! Signs of fonts that have pictures where others have letters.

/// The sign of a font at a code such as `F0E0`, if it is one that readers know.
pub fn sign(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()? & 0xff;
    let signs: &[(u32, char)] = match font.to_lowercase().as_str() {
        "symbol" => &SYMBOL,
        "wingdings" => &WINGDINGS,
        "wingdings 2" => &[(0x50, '✓'), (0x52, '☑'), (0x53, '☒'), (0xa3, '☐')],
        "wingdings 3" => &[(0x61, '▲'), (0x7d, '▶'), (0x7e, '▼')],
        "webdings" => &[(0x61, '✓'), (0x72, '✗'), (0x34, '▶')],
        _ => return None,
    };
    signs.iter().find(|(known, _)| *known == code).map(|(_, sign)| *sign)
}

const SYMBOL: [(u32, char); 44] = [
    (0x2d, '−'),
    (0x44, 'Δ'),
    (0x46, 'Φ'),
    (0x47, 'Γ'),
    (0x4c, 'Λ'),
    (0x50, 'Π'),
    (0x53, 'Σ'),
    (0x57, 'Ω'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x63, 'χ'),
    (0x64, 'δ'),
    (0x65, 'ε'),
    (0x66, 'φ'),
    (0x67, 'γ'),
    (0x68, 'η'),
    (0x6b, 'κ'),
    (0x6c, 'λ'),
    (0x6d, 'μ'),
    (0x6e, 'ν'),
    (0x70, 'π'),
    (0x71, 'θ'),
    (0x72, 'ρ'),
    (0x73, 'σ'),
    (0x74, 'τ'),
    (0x77, 'ω'),
    (0xa2, '′'),
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xab, '↔'),
    (0xac, '←'),
    (0xad, '↑'),
    (0xae, '→'),
    (0xaf, '↓'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xbb, '≈'),
    (0xd6, '√'),
    (0xd7, '·'),
];

const WINGDINGS: [(u32, char); 22] = [
    (0x28, '☎'),
    (0x2a, '✉'),
    (0x4a, '☺'),
    (0x4c, '☹'),
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '❑'),
    (0x77, '◆'),
    (0x9f, '•'),
    (0xa7, '▪'),
    (0xa8, '☐'),
    (0xd8, '➢'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe1, '↑'),
    (0xe2, '↓'),
    (0xf0, '⇨'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_signs_are_read() {
        assert_eq!(sign("Wingdings", "F0E0"), Some('→'));
        assert_eq!(sign("Symbol", "F06D"), Some('μ'));
        assert_eq!(sign("Wingdings", "F001"), None);
        assert_eq!(sign("Huisstijl", "F0E0"), None);
        assert_eq!(sign("Symbol", "zz"), None);
    }
}
