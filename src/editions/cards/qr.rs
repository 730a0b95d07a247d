//! QR codes, as drawings.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

/// How many modules around a code stay white, as its standard asks.
const QUIET: i32 = 4;

/// The code of an address as SVG; `None` for an address that no code can hold. It can be read if 15%
/// of it is worn off, and more where that makes it no larger.
pub fn svg(address: &str) -> Option<String> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let size = code.size() + 2 * QUIET;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" \
         width=\"{size}\" height=\"{size}\"><path d=\""
    );
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let dark = (x..code.size()).take_while(|&x| code.get_module(x, y)).zip(1..).last();
            let run = dark.map_or(0, |(_, run)| run);
            if run > 0 {
                // One shape of all modules, so that no viewer shows seams between them.
                let _ = write!(svg, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run + 1;
        }
    }
    svg.push_str("\"/></svg>");
    Some(svg)
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;

    /// What a reader of codes finds in a drawing.
    fn read(svg: &str) -> String {
        let number = |text: &str| text.parse::<usize>().unwrap();
        let size = Regex::new(r#"width="(\d+)""#).unwrap();
        let size = number(&size.captures(svg).unwrap()[1]);
        let mut dark = vec![vec![false; size]; size];
        for run in Regex::new(r"M(\d+) (\d+)h(\d+)").unwrap().captures_iter(svg) {
            let [x, y, length] = [1, 2, 3].map(|group| number(&run[group]));
            dark[y][x..x + length].fill(true);
        }
        const SCALE: usize = 4;
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(size * SCALE, size * SCALE, |x, y| {
                if dark[y / SCALE][x / SCALE] { 0 } else { 255 }
            });
        let grids = image.detect_grids();
        grids.first().expect("a code").decode().expect("a code that can be read").1
    }

    #[test]
    fn a_code_says_its_address() {
        for address in [
            "https://example.org/2.4.8.html#les-3".to_owned(),
            "https://example.org/gids/inleiding-en-nog-iets.html#les-12".to_owned(),
            format!("https://example.org/{}", "a".repeat(600)),
        ] {
            assert_eq!(read(&svg(&address).unwrap()), address);
        }
    }

    #[test]
    fn an_address_without_an_end_has_no_code() {
        assert_eq!(svg(&"x".repeat(5000)), None);
    }

    #[test]
    fn a_code_is_white_around() {
        let svg = svg("https://example.org/").unwrap();
        let starts = Regex::new(r"M(\d+) (\d+)").unwrap();
        for start in starts.captures_iter(&svg) {
            assert!((1..3).all(|at| start[at].parse::<i32>().unwrap() >= QUIET), "{}", &start[0]);
        }
        assert!(svg.contains("viewBox=\"0 0 33 33\""), "{svg}");
    }
}
