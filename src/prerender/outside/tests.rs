//! Other sites, played by a server on this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use super::*;

/// What was asked for: method, path, header lines.
type Asked = (String, String, Vec<String>);

/// A server that answers what a test tells it to, and remembers.
struct Server {
    address: SocketAddr,
    log: Arc<Mutex<Vec<Asked>>>,
    most_at_once: Arc<AtomicUsize>,
}

impl Server {
    /// `answer` gives the status line's end, the headers and the body for a method and a path.
    fn new(answer: impl Fn(&str, &str) -> (&'static str, String) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (log, most_at_once) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicUsize::new(0)));
        let (answer, at_once) = (Arc::new(answer), Arc::new(AtomicUsize::new(0)));
        let server = Self { address, log: Arc::clone(&log), most_at_once: Arc::clone(&most_at_once) };
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                let (at_once, most_at_once) = (Arc::clone(&at_once), Arc::clone(&most_at_once));
                thread::spawn(move || {
                    let mut stream: TcpStream = stream.unwrap();
                    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                    let Some(Ok(first)) = lines.next() else { return };
                    most_at_once.fetch_max(at_once.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    let headers = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
                    let mut words = first.split(' ').map(str::to_owned);
                    let (method, path) = (words.next().unwrap(), words.next().unwrap());
                    let (status, rest) = answer(&method, &path);
                    log.lock().unwrap().push((method, path, headers));
                    // Who comes next may not come before this one is done.
                    at_once.fetch_sub(1, Ordering::SeqCst);
                    let _ = write!(stream, "HTTP/1.1 {status}\r\nConnection: close\r\n{rest}");
                });
            }
        });
        server
    }

    fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked for, as lines of method and path.
    fn asked(&self) -> Vec<String> {
        self.log.lock().unwrap().iter().map(|(method, path, _)| format!("{method} {path}")).collect()
    }
}

/// A server that does not know what a secure connection is; gives its port.
fn open_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream: TcpStream = stream.unwrap();
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            // Until the other end leaves, so that what was said arrives.
            let _ = std::io::copy(&mut stream, &mut std::io::sink());
        }
    });
    port
}

/// Headers, and a body with its length.
fn with(headers: &str, body: &str) -> String {
    format!("{headers}Content-Length: {}\r\n\r\n{body}", body.len())
}

fn verdicts(addresses: &[String], manners: &Manners) -> HashMap<String, Verdict> {
    ask(addresses, "https://news.example/", manners, false)
}

fn verdict(address: &str, manners: &Manners) -> Verdict {
    verdicts(&[address.to_owned()], manners).remove(address).unwrap()
}

fn dead(verdict: &Verdict) -> &str {
    if let Verdict::Dead(why) = verdict { why } else { panic!("{verdict:?}") }
}

fn unknown(verdict: &Verdict) -> &str {
    if let Verdict::Unknown(why) = verdict { why } else { panic!("{verdict:?}") }
}

#[test]
fn what_is_gone_is_known_and_what_is_closed_is_not() {
    let server = Server::new(|method, path| match (method, path) {
        (_, "/robots.txt") => ("404 Not Found", with("", "")),
        (_, "/there") => ("200 OK", with("", "")),
        ("HEAD", "/no-head") => ("405 Method Not Allowed", with("", "")),
        ("HEAD", "/lies-to-head") => ("404 Not Found", with("", "")),
        (_, "/no-head" | "/lies-to-head") => ("206 Partial Content", with("Content-Range: bytes 0-0/9\r\n", "x")),
        (_, "/gone") => ("410 Gone", with("", "")),
        (_, "/for-members") => ("401 Unauthorized", with("", "")),
        (_, "/not-for-programs") => ("403 Forbidden", with("", "")),
        (_, "/broken") => ("500 Internal Server Error", with("", "")),
        _ => ("404 Not Found", with("", "")),
    });
    let manners = Manners::of_a_test();
    for path in ["/there", "/no-head", "/lies-to-head"] {
        assert_eq!(verdict(&server.at(path), &manners), Verdict::There, "{path}");
    }
    assert!(dead(&verdict(&server.at("/nothing"), &manners)).contains("404"));
    assert!(dead(&verdict(&server.at("/gone"), &manners)).contains("410"));
    for (path, code) in [("/for-members", "401"), ("/not-for-programs", "403"), ("/broken", "500")] {
        assert!(unknown(&verdict(&server.at(path), &manners)).contains(code), "{path}");
    }
    let log = server.log.lock().unwrap();
    let range = log.iter().find(|(method, path, _)| method == "GET" && path == "/no-head").unwrap();
    assert!(range.2.iter().any(|line| line.eq_ignore_ascii_case("range: bytes=0-0")), "{range:?}");
    assert!(log.iter().all(|(_, _, headers)| {
        let own = format!("user-agent: khabar/{} (link check; +https://news.example/)", env!("CARGO_PKG_VERSION"));
        headers.iter().any(|line| line.eq_ignore_ascii_case(&own))
    }));
}

#[test]
fn each_address_is_asked_once_and_a_host_never_twice_at_a_time() {
    let server = Server::new(|_, path| match path {
        "/robots.txt" => ("200 OK", with("", "User-agent: *\nDisallow: /private/\n")),
        _ => ("200 OK", with("", "")),
    });
    let mut addresses: Vec<String> = (0..30).map(|page| server.at(&format!("/{page}"))).collect();
    addresses.extend(["/0#part", "/0#other", "/private/1"].map(|path| server.at(path)));
    let verdicts = verdicts(&addresses, &Manners::of_a_test());
    assert_eq!(verdicts.len(), addresses.len(), "an answer for each");
    assert_eq!(verdicts[&server.at("/0#other")], Verdict::There);
    assert!(unknown(&verdicts[&server.at("/private/1")]).contains("robots.txt"));
    let mut asked = server.asked();
    assert_eq!(asked.len(), 31, "{asked:?}");
    asked.sort();
    asked.dedup();
    assert_eq!(asked.len(), 31, "the pages and the robots.txt, each once");
    assert_eq!(server.most_at_once.load(Ordering::SeqCst), 1);
}

#[test]
fn an_address_that_leads_on_is_followed_to_its_end() {
    let server = Server::new(|_, path| {
        let to = |location: &str| ("302 Found", with(&format!("Location: {location}\r\n"), ""));
        match path {
            "/robots.txt" => ("404 Not Found", with("", "")),
            "/a" => to("/b?x=1#part"),
            "/b?x=1" => ("200 OK", with("", "")),
            "/to-nothing" => to("nothing"),
            "/to-mail" => to("mailto:desk@news.example"),
            "/circle" => to("/circle/2"),
            "/circle/2" => to("/circle"),
            "/arabic" => to("/أخبار"),
            "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1" => ("200 OK", with("", "")),
            path if path.starts_with("/far/") => to(&format!("{path}x")),
            _ => ("404 Not Found", with("", "")),
        }
    });
    let manners = Manners::of_a_test();
    assert_eq!(verdict(&server.at("/a"), &manners), Verdict::There);
    assert_eq!(verdict(&server.at("/arabic"), &manners), Verdict::There);
    let verdict_of = |path: &str| verdict(&server.at(path), &manners);
    assert!(dead(&verdict_of("/to-nothing")).contains(&format!("leads on to {}", server.at("/nothing"))));
    assert!(unknown(&verdict_of("/to-mail")).contains("no page"));
    assert!(unknown(&verdict_of("/circle")).contains("circle"));
    assert!(unknown(&verdict_of("/far/")).contains("more than 10 times"));
    assert_eq!(server.asked().iter().filter(|line| line.starts_with("HEAD /far/")).count(), 11);
}

#[test]
fn nothing_in_a_private_network_is_asked_also_where_a_page_leads_there() {
    let server = Server::new(|_, _| ("200 OK", with("", "")));
    let manners = Manners { with_private: false, ..Manners::of_a_test() };
    let port = server.address.port();
    let private = [
        server.at("/"),
        format!("http://localhost:{port}/"),
        format!("http://2130706433:{port}/"),
        format!("http://[::ffff:127.0.0.1]:{port}/"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
    ];
    for address in &private {
        assert!(dead(&verdict(address, &manners)).contains("private network"), "{address}");
    }
    assert_eq!(server.asked(), Vec::<String>::new());
    // What a name leads to is looked at by the resolver, whose word is what is connected to.
    let network = Network::new("https://news.example/", &manners);
    let url = Url::parse(&format!("http://localhost:{port}/")).unwrap();
    let failed = network::Answer::Failed(network::Failure::Private);
    assert_eq!(network.ask(network::Method::Head, &url), failed);
    assert_eq!(server.asked(), Vec::<String>::new());
}

#[test]
fn a_redirect_into_a_private_network_ends_before_it() {
    // A step of the open network leads into the private one: the first is played, the second is real.
    let manners = Manners { with_private: false, ..Manners::of_a_test() };
    let network = Network::new("https://news.example/", &manners);
    let visits = Visits::new(&network, &manners);
    let (open, inner) = (Url::parse("http://open.example/").unwrap(), Url::parse("http://10.0.0.1/").unwrap());
    visits.learn(&open, Step::Leads(inner));
    let said = follow(&visits, &open, 10);
    assert!(unknown(&said).contains("leads on to http://10.0.0.1/, and this is an address of a private network"));
}

#[test]
fn a_host_that_asks_to_be_left_alone_is() {
    static WAITED: Mutex<Vec<Duration>> = Mutex::new(Vec::new());
    let first = AtomicUsize::new(0);
    let server = Server::new(move |_, path| match path {
        "/robots.txt" => ("404 Not Found", with("", "")),
        "/busy" if first.fetch_add(1, Ordering::SeqCst) == 0 => {
            ("503 Service Unavailable", with("Retry-After: 7\r\n", ""))
        }
        "/tired" => ("429 Too Many Requests", with("Retry-After: 86400\r\n", "")),
        _ => ("200 OK", with("", "")),
    });
    let manners = Manners { wait: |time| WAITED.lock().unwrap().push(time), ..Manners::of_a_test() };
    // One host, so one after the other, by the alphabet.
    let verdicts = verdicts(&["/busy", "/tired", "/zone"].map(|path| server.at(path)), &manners);
    assert_eq!(verdicts[&server.at("/busy")], Verdict::There);
    for path in ["/tired", "/zone"] {
        assert!(unknown(&verdicts[&server.at(path)]).contains("left alone for 24 h"), "{path}");
    }
    assert_eq!(server.asked(), ["GET /robots.txt", "HEAD /busy", "HEAD /busy", "HEAD /tired"]);
    assert_eq!(*WAITED.lock().unwrap(), [Duration::from_secs(7)]);
}

#[test]
fn between_two_requests_to_a_host_there_is_a_pause() {
    static WAITED: Mutex<Vec<Duration>> = Mutex::new(Vec::new());
    let server = Server::new(|_, path| match path {
        "/robots.txt" => ("200 OK", with("", "User-agent: khabar\nCrawl-delay: 20\n")),
        _ => ("200 OK", with("", "")),
    });
    let pause = Duration::from_secs(10);
    let manners = Manners { pause, wait: |time| WAITED.lock().unwrap().push(time), ..Manners::of_a_test() };
    verdicts(&["/1", "/2"].map(|path| server.at(path)), &manners);
    let waited = WAITED.lock().unwrap();
    assert_eq!(waited.len(), 2, "after the robots.txt, and between the pages");
    assert!(waited[0] <= pause && waited[1] > pause, "what a host asks for is kept: {waited:?}");
}

#[test]
fn a_host_whose_rules_cannot_be_read_is_not_asked() {
    let server = Server::new(|_, path| match path {
        "/robots.txt" => ("500 Internal Server Error", with("", "")),
        _ => ("404 Not Found", with("", "")),
    });
    assert!(unknown(&verdict(&server.at("/a"), &Manners::of_a_test())).contains("robots.txt"));
    assert_eq!(server.asked(), ["GET /robots.txt"]);
}

#[test]
fn silence_and_what_is_no_answer_are_unknown_and_an_untrusted_connection_is_not() {
    let manners = Manners { timeout: Duration::from_millis(200), ..Manners::of_a_test() };
    // Nobody takes the call.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    assert!(unknown(&verdict(&format!("http://{}/", silent.local_addr().unwrap()), &manners)).contains("in time"));
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    unknown(&verdict(&format!("http://{closed}/"), &manners));
    let manners = Manners::of_a_test();
    assert!(dead(&verdict(&format!("https://127.0.0.1:{}/", open_port()), &manners)).contains("can't be trusted"));
    assert!(dead(&verdict("http://a b/", &manners)).contains("no browser"));
    let odd =
        Server::new(|_, path| if path == "/robots.txt" { ("404 No", with("", "")) } else { ("x", String::new()) });
    unknown(&verdict(&odd.at("/"), &manners));
}

#[test]
fn where_no_host_answers_it_is_this_machine_that_is_missing() {
    let manners = Manners::of_a_test();
    let addresses = ["127.0.0.1", "localhost"].map(|host| format!("https://{host}:{}/", open_port()));
    for (_, verdict) in verdicts(&addresses, &manners) {
        assert!(unknown(&verdict).contains("is this machine online?"));
    }
}
