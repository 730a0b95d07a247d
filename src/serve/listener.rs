//! Connections, none of which can keep the others waiting.

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

/// How many connections there can be at once.
const CONNECTIONS: usize = 512;

/// How long a client may take to say what it wants.
const TO_ASK: Duration = Duration::from_secs(10);

/// How long a client may leave an answer lying.
const TO_TAKE: Duration = Duration::from_secs(30);

/// The longest question: an address of a guide has a few dozen characters.
const QUESTION: usize = 16 << 10;

/// How long answers that are under way may take when the preview ends.
const TO_END: Duration = Duration::from_secs(2);

/// The port that is taken when none is asked for, and how many after it are tried.
const PORT: u16 = 3000;
const PORTS: u16 = 100;

/// Whom a connection is with.
#[derive(Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// Listens on a port of `host`, or on the first free one from 3000 on.
///
/// # Errors
/// When the port is taken, or the host is none of this computer.
pub async fn bind(host: &str, port: Option<u16>) -> std::io::Result<TcpListener> {
    let Some(port) = port else {
        for port in PORT..PORT + PORTS {
            match TcpListener::bind((host, port)).await {
                Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
                result => return result,
            }
        }
        return TcpListener::bind((host, 0)).await;
    };
    TcpListener::bind((host, port)).await
}

/// Answers until `end` comes.
pub async fn serve(listener: TcpListener, router: Router, end: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let connections = GracefulShutdown::new();
    let mut end = std::pin::pin!(end);
    loop {
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, (stream, peer)) = tokio::select! {
            (place, accepted) = accepted => match accepted {
                Ok(accepted) => (place, accepted),
                Err(_) => {
                    // Out of files, most likely, until some connection ends.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut end => break,
        };
        let router = router.clone().layer(Extension(Peer(peer)));
        let connection = connections.watch(connection(stream, router));
        tokio::spawn(async move {
            // A client that is gone or too slow has no use for an answer.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(TO_END, connections.shutdown()).await;
}

/// A connection that gives up on clients that take too long.
type Connection =
    http1::Connection<TokioIo<Pin<Box<TimeoutStream<TcpStream>>>>, TowerToHyperService<Router>>;

fn connection(stream: TcpStream, router: Router) -> Connection {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(TO_TAKE));
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(TO_ASK)
        .max_buf_size(QUESTION)
        .serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(router))
}

/// The address a browser opens, for a socket that may stand for all of this computer's addresses.
pub fn url(address: SocketAddr) -> String {
    let ip = match address.ip() {
        ip if !ip.is_unspecified() => ip,
        std::net::IpAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
        std::net::IpAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
    };
    format!("http://{}/", SocketAddr::new(ip, address.port()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_can_be_opened() {
        let of = |address: &str| url(address.parse().unwrap());
        assert_eq!(of("127.0.0.1:3000"), "http://127.0.0.1:3000/");
        assert_eq!(of("0.0.0.0:3001"), "http://127.0.0.1:3001/");
        assert_eq!(of("[::]:3000"), "http://[::1]:3000/");
    }
}
