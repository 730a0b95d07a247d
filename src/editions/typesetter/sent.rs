//! A document and its outcome, as they pass between this program and the process that typesets it.
//!
//! The process gets all that a template may see, so that it reads no file but those of typefaces.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Read, Write};
use std::sync::Arc;

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use typst::diag::FileError;

use super::job::{Job, Limits, Outcome, Pdf};
use super::source::{Asset, Places};
use super::world::{BookWorld, Given};
use crate::config::PdfStandard;
use crate::diagnostic::{Diagnostic, Severity};
use crate::guide::PageStart;
use crate::messages;
use crate::paths::PublicationPath;
use crate::span::{Span, Text};
use crate::theme;

/// All of a document but the bytes of files, which follow.
#[derive(Serialize, Deserialize)]
struct SentJob {
    /// The language of messages.
    language: String,
    memory: u64,
    standard: PdfStandard,
    template: String,
    main: String,
    today: Option<Date>,
    /// The templates by name, then the chapters: each its path and its content.
    templates: Vec<String>,
    texts: Vec<(String, String)>,
    /// Where each part starts in `main`, and the number, start and end of its text.
    places: Vec<(usize, usize, usize, usize)>,
    /// The files of the theme.
    assets: Vec<(String, PublicationPath)>,
    files: BTreeMap<String, Asset>,
    targets: BTreeMap<String, (String, Option<String>)>,
}

/// All of an outcome but the PDF, which follows.
#[derive(Serialize, Deserialize)]
struct SentOutcome {
    is_made: bool,
    problems: Vec<SentProblem>,
    pages: Vec<PageStart>,
}

#[derive(Serialize, Deserialize)]
struct SentProblem {
    is_error: bool,
    message: String,
    help: Option<String>,
    place: Option<SentPlace>,
}

#[derive(Serialize, Deserialize)]
struct SentPlace {
    text: SentText,
    start: usize,
    end: usize,
}

#[derive(Serialize, Deserialize)]
enum SentText {
    /// One of those that were sent, by its number.
    Known(usize),
    /// Another, such as a template within the program: its path and its content.
    Other(String, String),
}

/// The texts of a document, each once, in the same order on both sides.
pub fn texts(job: &Job) -> Vec<Arc<Text>> {
    let mut texts: Vec<_> = job.world.given().templates.values().map(Arc::clone).collect();
    let mut seen = HashSet::new();
    let of_chapters = job.places.iter().map(|(_, text, _)| text);
    texts.extend(of_chapters.filter(|text| seen.insert(Arc::as_ptr(text))).map(Arc::clone));
    texts
}

/// Sends a document.
pub fn send(job: &Job, out: &mut impl Write) -> io::Result<()> {
    let (given, texts) = (job.world.given(), texts(job));
    let numbers: BTreeMap<_, usize> = texts.iter().map(Arc::as_ptr).zip(0..).collect();
    let place = |(at, text, span): (usize, &Arc<Text>, Span)| {
        let number = numbers.get(&Arc::as_ptr(text)).copied().unwrap_or_default();
        (at, number, span.start(), span.end())
    };
    let head = SentJob {
        language: messages::language(),
        memory: job.limits.memory,
        standard: job.standard,
        template: given.template.clone(),
        main: job.world.main_source().text().to_owned(),
        today: given.today,
        templates: given.templates.keys().cloned().collect(),
        texts: texts.iter().map(|text| (text.path.clone(), text.content.clone())).collect(),
        places: job.places.iter().map(place).collect(),
        assets: given
            .assets
            .iter()
            .map(|(name, asset)| (name.clone(), asset.path.clone()))
            .collect(),
        files: given.files.clone(),
        targets: job.targets.clone(),
    };
    put(out, &serde_json::to_vec(&head)?)?;
    for asset in given.assets.values() {
        put(out, &asset.bytes)?;
    }
    for (path, _) in attachments(&given.files) {
        let (bytes, problem) = match job.world.read(path) {
            Ok(bytes) => (bytes, String::new()),
            Err(error) => (typst::foundations::Bytes::new([]), error.to_string()),
        };
        put(out, problem.as_bytes())?;
        put(out, &bytes)?;
    }
    out.flush()
}

/// The document that was sent.
pub fn receive(input: &mut impl Read) -> io::Result<Job> {
    let head: SentJob = get_as(input)?;
    messages::choose(&head.language);
    let texts: Vec<_> =
        head.texts.into_iter().map(|(path, content)| Text::new(path, content)).collect();
    let mut assets = BTreeMap::new();
    for (name, path) in head.assets {
        assets.insert(name, theme::Asset { path, bytes: get(input)?.into() });
    }
    let mut world = BookWorld::new(Given {
        template: head.template,
        main: head.main,
        files: head.files.clone(),
        today: head.today,
        templates: Arc::new(head.templates.into_iter().zip(texts.iter().cloned()).collect()),
        has_own: true,
        assets: assets.into(),
        attachments: Arc::default(),
    });
    for (path, _) in attachments(&head.files) {
        let problem = String::from_utf8_lossy(&get(input)?).into_owned();
        let bytes = get(input)?;
        let is_read = problem.is_empty();
        let unread = || FileError::Other(Some(problem.into()));
        world.replace(path, is_read.then_some(bytes).ok_or_else(unread));
    }
    let mut places = Places::default();
    for (at, number, start, end) in head.places {
        let text = texts.get(number).ok_or(io::ErrorKind::InvalidData)?;
        places.start(at, (text, text.span(start..end)));
    }
    let limits = Limits { memory: head.memory, ..Limits::default() };
    let (standard, targets) = (head.standard, head.targets);
    Ok(Job { world, places, standard, limits, problems: Vec::new(), targets })
}

fn attachments(files: &BTreeMap<String, Asset>) -> impl Iterator<Item = (&String, &Asset)> {
    files.iter().filter(|(_, asset)| matches!(asset, Asset::Attachment(_)))
}

/// Sends what became of a document with these texts.
pub fn send_outcome(
    outcome: &Outcome,
    texts: &[Arc<Text>],
    out: &mut impl Write,
) -> io::Result<()> {
    let problem = |problem: &Diagnostic| SentProblem {
        is_error: problem.severity == Severity::Error,
        message: problem.message.clone(),
        help: problem.help.clone(),
        place: problem.location.as_ref().map(|(text, span)| SentPlace {
            text: match texts.iter().position(|known| Arc::ptr_eq(known, text)) {
                Some(number) => SentText::Known(number),
                None => SentText::Other(text.path.clone(), text.content.clone()),
            },
            start: span.start(),
            end: span.end(),
        }),
    };
    let (problems, pages, bytes) = match outcome {
        Ok(Pdf { bytes, warnings, pages }) => (warnings, pages.as_slice(), bytes.as_slice()),
        Err(problems) => (problems, [].as_slice(), [].as_slice()),
    };
    let problems = problems.iter().map(problem).collect();
    let head = SentOutcome { is_made: outcome.is_ok(), problems, pages: pages.to_vec() };
    put(out, &serde_json::to_vec(&head)?)?;
    put(out, bytes)?;
    out.flush()
}

/// What became of a document with these texts.
pub fn receive_outcome(texts: &[Arc<Text>], input: &mut impl Read) -> io::Result<Outcome> {
    let SentOutcome { is_made, problems, pages } = get_as(input)?;
    let bytes = get(input)?;
    let problem = |sent: SentProblem| {
        let severity = if sent.is_error { Severity::Error } else { Severity::Warning };
        let problem = Diagnostic { severity, help: sent.help, ..Diagnostic::error(sent.message) };
        let Some(SentPlace { text, start, end }) = sent.place else { return problem };
        let text = match text {
            SentText::Known(number) => texts.get(number).cloned(),
            SentText::Other(path, content) => Some(Text::new(path, content)),
        };
        match text {
            Some(text) => problem.at(&text, text.span(start..end)),
            None => problem,
        }
    };
    let problems = problems.into_iter().map(problem).collect();
    Ok(if is_made { Ok(Pdf { bytes, warnings: problems, pages }) } else { Err(problems) })
}

/// Writes bytes, and before them how many there are.
fn put(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(&(bytes.len() as u64).to_le_bytes())?;
    out.write_all(bytes)
}

/// Reads what was written so.
fn get(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let mut bytes = Vec::new();
    let read = input.take(length).read_to_end(&mut bytes)?;
    if read as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn get_as<T: DeserializeOwned>(input: &mut impl Read) -> io::Result<T> {
    Ok(serde_json::from_slice(&get(input)?)?)
}
