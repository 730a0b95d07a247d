//! The styles that authors gave elements of their own HTML, where readers choose type and colours
//! themselves.

use std::collections::BTreeMap;

/// The rules of these classes. None overrules what a reader chose, and a colour that may not go with
/// the ground of the page, or with the letters on it, holds by daylight only.
pub fn sheet(styles: &BTreeMap<&String, &String>) -> String {
    let (mut always, mut by_day) = (String::new(), String::new());
    for (class, declarations) in styles {
        let declarations = declarations.split(';').filter_map(|declaration| {
            let (property, value) = declaration.split_once(':')?;
            Some((property, value.trim_end_matches("!important")))
        });
        // A wide column would not fit a phone.
        let declarations: Vec<_> =
            declarations.filter(|(property, _)| *property != "min-width").collect();
        let has = |names: &[&str]| declarations.iter().any(|(name, _)| names.contains(name));
        let is_whole = has(&["color"]) && has(&["background", "background-color"]);
        let is_colour = |name: &str| matches!(name, "color" | "background" | "background-color");
        let (coloured, plain): (Vec<_>, Vec<_>) =
            declarations.iter().partition(|(name, _)| is_colour(name) && !is_whole);
        push(&mut always, class, &plain);
        push(&mut by_day, class, &coloured);
    }
    if !by_day.is_empty() {
        always.push_str(&format!("@media (prefers-color-scheme: light) {{\n{by_day}}}\n"));
    }
    always
}

fn push(out: &mut String, class: &str, declarations: &[(&str, &str)]) {
    if !declarations.is_empty() {
        let lines = declarations.iter().map(|(name, value)| format!("{name}:{value};"));
        out.push_str(&format!(".{class}{{{}}}\n", lines.collect::<String>()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_keep_their_colours() {
        let sheet = |declarations: &str| {
            sheet(&[(&"a".to_owned(), &declarations.to_owned())].into_iter().collect())
        };
        assert_eq!(sheet("width:9em!important;"), ".a{width:9em;}\n");
        let pair = "color:#000!important;background:#fff!important;";
        assert_eq!(sheet(pair), ".a{color:#000;background:#fff;}\n");
        assert_eq!(
            sheet("color:#000!important;margin:0!important;min-width:900px!important;"),
            ".a{margin:0;}\n@media (prefers-color-scheme: light) {\n.a{color:#000;}\n}\n"
        );
    }
}
