//! Spaces in a line, of which readers see one at a time.

use super::blocks::Inline;

/// Spaces as a browser shows them: one at a time, none at the ends, none beside a break.
pub fn tidy(line: Vec<Inline>) -> Vec<Inline> {
    let mut space = true;
    let mut line = squeezed(line, &mut space);
    while let Some(last) = line.last_mut() {
        match last {
            Inline::Break => {
                line.pop();
            }
            Inline::Text(text) if text.trim_end_matches(' ').len() < text.len() => {
                *text = text.trim_end_matches(' ').to_owned();
                if text.is_empty() {
                    line.pop();
                }
            }
            Inline::Text(text) if text.is_empty() => {
                line.pop();
            }
            _ => break,
        }
    }
    line
}

fn squeezed(line: Vec<Inline>, space: &mut bool) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for mut part in line {
        match &mut part {
            Inline::Text(text) => {
                let mut kept = String::with_capacity(text.len());
                for c in text.chars() {
                    let is_space = c.is_ascii_whitespace();
                    match (is_space, *space) {
                        (true, true) => {}
                        (true, false) => kept.push(' '),
                        (false, _) => kept.push(c),
                    }
                    *space = is_space;
                }
                *text = kept;
            }
            Inline::Break => *space = true,
            Inline::Anchor(_) => {}
            part => match part.inner_mut() {
                Some(inner) => *inner = squeezed(std::mem::take(inner), space),
                None => *space = false,
            },
        }
        match (out.last_mut(), part) {
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (_, part) => out.push(part),
        }
    }
    out
}
