//! Web pages as mail programs keep them (MHTML): the page and what belongs to it as parts of one
//! message.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::encoding::decode;

/// The page in a message; nothing if there is none.
pub fn page(bytes: &[u8]) -> Option<String> {
    let message = decode(bytes).content.replace("\r\n", "\n");
    let (head, body) = message.split_once("\n\n")?;
    if let Some(page) = of_part(head, body) {
        return Some(page);
    }
    let boundary = parameter(&field(head, "content-type")?, "boundary")?;
    let mark = format!("--{boundary}");
    let parts = body.split(mark.as_str());
    parts.filter_map(|part| part.trim_start().split_once("\n\n")).find_map(|(h, b)| of_part(h, b))
}

/// The text of a part, if it is a page.
fn of_part(head: &str, body: &str) -> Option<String> {
    if !field(head, "content-type")?.trim_start().to_lowercase().starts_with("text/html") {
        return None;
    }
    let encoding = field(head, "content-transfer-encoding").unwrap_or_default().to_lowercase();
    let bytes = match encoding.trim() {
        "quoted-printable" => unquoted(body),
        "base64" => {
            let letters: Vec<u8> =
                body.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
            BASE64.decode(letters).ok()?
        }
        _ => return Some(body.to_owned()),
    };
    Some(decode(&bytes).content)
}

/// A field of the head, which may go on on lines that start with a space.
fn field(head: &str, name: &str) -> Option<String> {
    let mut lines = head.lines().skip_while(|line| {
        line.split_once(':').is_none_or(|(own, _)| !own.trim().eq_ignore_ascii_case(name))
    });
    let mut value = lines.next()?.split_once(':')?.1.to_owned();
    for more in lines.take_while(|line| line.starts_with([' ', '\t'])) {
        value.push_str(more);
    }
    Some(value)
}

/// A parameter of a field: `boundary="x"`.
fn parameter(field: &str, name: &str) -> Option<String> {
    let is_own = |part: &&str| part.trim_start().to_lowercase().starts_with(name);
    let (_, value) = field.split(';').find(is_own)?.split_once('=')?;
    Some(value.trim().trim_matches('"').to_owned()).filter(|value| !value.is_empty())
}

/// The bytes of a text in which signs are written as `=C3`, and lines go on after a `=`.
fn unquoted(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut pieces = text.replace("=\n", "");
    pieces.push('=');
    for (at, piece) in pieces.split('=').enumerate() {
        let code = piece.get(..2).filter(|_| at > 0);
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend_from_slice(piece.get(2..).unwrap_or_default().as_bytes());
            }
            None if at > 0 && !piece.is_empty() => {
                bytes.push(b'=');
                bytes.extend_from_slice(piece.as_bytes());
            }
            None => bytes.extend_from_slice(piece.as_bytes()),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_taken_out_of_a_message() {
        let message = |encoding: &str, body: &str| {
            format!(
                "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\"; boundary=\"x y\"\r\n\r\n\
                 Vooraf\r\n--x y\r\nContent-Type: image/png\r\n\r\nAAAA\r\n--x y\r\n\
                 Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\
                 \r\n{body}\r\n--x y--\r\n"
            )
        };
        let found = |encoding: &str, body: &str| {
            page(message(encoding, body).as_bytes()).map(|page| page.trim().to_owned())
        };
        let html = Some("<p class=\"a\">één = twee</p>".to_owned());
        assert_eq!(found("8bit", "<p class=\"a\">één = twee</p>"), html);
        let quoted = "<p class=3D\"a\">=C3=A9=C3=\r\n=A9n =3D twee</p>";
        assert_eq!(found("quoted-printable", quoted), html);
        assert_eq!(found("base64", "PHAgY2xhc3M9ImEiPsOpw6luID0gdHdl\r\nZTwvcD4="), html);
        assert_eq!(page(b"Content-Type: text/html\n\n<p>a"), Some("<p>a".into()));
        assert_eq!(page(b"{\\rtf1 x}"), None);
        assert_eq!(page(b"Content-Type: image/png\n\nAAAA"), None);
    }
}
