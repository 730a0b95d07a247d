//! Accepts connections, and keeps any one from holding up the others.

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
const MAX_CONNECTIONS: usize = 512;

/// How long a client may take to send the headers of its request.
const READ_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a client may take to accept more of the response.
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);

/// The longest headers: an address of a guide has a few dozen characters.
const MAX_HEADERS: usize = 16 << 10;

/// How long responses that are under way may take when the preview ends.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(2);

/// The port when none is chosen, and how many after it are tried.
const DEFAULT_PORT: u16 = 3000;
const PORTS: u16 = 100;

/// The other end of a connection.
#[derive(Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// Listens on a port of `host`, or on the first free one from 3000 on.
///
/// # Errors
/// The port is taken, or the host is not one of this computer.
pub async fn bind(host: &str, port: Option<u16>) -> std::io::Result<TcpListener> {
    let Some(port) = port else {
        for port in DEFAULT_PORT..DEFAULT_PORT + PORTS {
            match TcpListener::bind((host, port)).await {
                Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
                result => return result,
            }
        }
        return TcpListener::bind((host, 0)).await;
    };
    TcpListener::bind((host, port)).await
}

/// Accepts connections until `end` comes.
pub async fn serve(listener: TcpListener, router: Router, end: impl Future<Output = ()>) {
    let permits = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let connections = GracefulShutdown::new();
    let mut end = std::pin::pin!(end);
    loop {
        let accepted = async {
            let permit = Arc::clone(&permits).acquire_owned().await;
            (permit, listener.accept().await)
        };
        let (permit, (stream, peer)) = tokio::select! {
            (permit, accepted) = accepted => match accepted {
                Ok(accepted) => (permit, accepted),
                Err(_) => {
                    // Most likely there are too many open files; wait until a connection ends.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut end => break,
        };
        let router = router.clone().layer(Extension(Peer(peer)));
        let connection = connections.watch(connection(stream, router));
        tokio::spawn(async move {
            // A client that is gone or too slow needs no response.
            let _ = connection.await;
            drop(permit);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(SHUTDOWN_TIMEOUT, connections.shutdown()).await;
}

/// A connection that gives up on clients that take too long.
type Connection =
    http1::Connection<TokioIo<Pin<Box<TimeoutStream<TcpStream>>>>, TowerToHyperService<Router>>;

fn connection(stream: TcpStream, router: Router) -> Connection {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(WRITE_TIMEOUT));
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(READ_TIMEOUT)
        .max_buf_size(MAX_HEADERS)
        .serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(router))
}

/// The address for a browser; a socket may listen on all addresses of this computer at once.
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
