//! Serves the files of the publication, and nothing else, to a program that makes a PDF.
//!
//! The server is the program's proxy: whichever host the program asks for, the request arrives
//! here, and only those for [`HOST`] are answered. So the program cannot reach other addresses of
//! this machine or of the network, and a page loaded over HTTP cannot show local files.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::sync::oneshot;

use crate::paths::PublicationPath;

/// The host of the publication. Names in `.invalid` are reserved and belong to nobody (RFC 2606).
const HOST: &str = "publication.invalid";

/// The characters to escape in an address.
const SPECIAL: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_');

/// The page may load what is served beside it, and embed no other pages.
const POLICY: &str = "default-src 'self' 'unsafe-inline' data:; frame-src 'none'; \
    object-src 'none'; base-uri 'none'; form-action 'none'";

/// The page to print and the files it may show.
#[derive(Debug)]
pub struct Pages {
    /// The page.
    pub page: PublicationPath,
    /// All files of the publication, and where each is on disk.
    pub files: HashMap<PublicationPath, PathBuf>,
}

/// A server that runs until it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    pages: Pages,
    /// Whether the page itself was requested and served.
    is_served: AtomicBool,
}

impl Server {
    /// Listens on a free port of the loopback interface.
    pub fn start(pages: Pages) -> io::Result<Self> {
        let runtime = runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        let listener = runtime.block_on(TcpListener::bind(("127.0.0.1", 0)))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared { pages, is_served: AtomicBool::new(false) });
        let router = Router::new().fallback(answer).with_state(Arc::clone(&shared));
        let (end, ends) = oneshot::channel();
        let thread = thread::spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    _ = ends => {}
                    _ = axum::serve(listener, router) => {}
                }
            });
        });
        Ok(Self { address, shared, end: Some(end), thread: Some(thread) })
    }

    /// The address of the proxy.
    pub fn proxy(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        format!("http://{HOST}/{}", utf8_percent_encode(self.shared.pages.page.as_str(), SPECIAL))
    }

    /// Whether the page was requested and served: a browser that cannot load it prints an error
    /// page.
    pub fn is_served(&self) -> bool {
        self.shared.is_served.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            let _ = end.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn answer(State(shared): State<Arc<Shared>>, method: Method, uri: Uri) -> Response {
    if method != Method::GET || uri.host() != Some(HOST) || uri.port().is_some() {
        return StatusCode::FORBIDDEN.into_response();
    }
    let path = percent_decode_str(uri.path()).decode_utf8_lossy();
    let path = path.trim_start_matches('/');
    let Some(bytes) = shared.pages.files.get(path).and_then(|file| std::fs::read(file).ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if *path == *shared.pages.page.as_str() {
        shared.is_served.store(true, Ordering::SeqCst);
    }
    let headers = [
        (header::CONTENT_TYPE, content_type(path)),
        (header::CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (headers, Body::from(bytes)).into_response()
}

fn content_type(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    if kind.type_() == "text" { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    /// The response to the first line of a request, which may be malformed on purpose.
    fn ask(server: &Server, line: &str) -> String {
        let mut stream = TcpStream::connect(server.address).unwrap();
        write!(stream, "{line} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn only_files_of_the_publication_are_served() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.html");
        std::fs::write(&file, "een pagina").unwrap();
        std::fs::write(folder.path().join("y.html"), "geheim").unwrap();
        let files = HashMap::from([(PublicationPath::base().child("een à.html"), file)]);
        let page = PublicationPath::base().child("een à.html");
        let server = Server::start(Pages { page, files }).unwrap();
        assert!(!server.is_served());
        assert_eq!(server.url(), "http://publication.invalid/een%20%C3%A0.html");
        let answer = ask(&server, &format!("GET {}", server.url()));
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("een pagina"), "{answer}");
        assert!(answer.contains("content-type: text/html; charset=utf-8"), "{answer}");
        assert!(server.is_served());
        for line in [
            "GET http://publication.invalid/y.html",
            "GET http://publication.invalid/../y.html",
            "GET http://publication.invalid/%2e%2e/y.html",
            "GET http://publication.invalid:8080/een%20%C3%A0.html",
            "GET http://127.0.0.1/een%20%C3%A0.html",
            "GET http://intranet/een%20%C3%A0.html",
            "GET /een%20%C3%A0.html",
            "POST http://publication.invalid/een%20%C3%A0.html",
            "CONNECT publication.invalid:443",
            "GET file:///etc/passwd",
        ] {
            let answer = ask(&server, line);
            assert!(answer.starts_with("HTTP/1.1 4"), "{line}: {answer}");
        }
    }
}
