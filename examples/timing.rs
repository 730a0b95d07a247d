use std::path::Path;
use std::time::Instant;
use wijkengids::editions;
use wijkengids::guide::*;
fn main() {
    let root = std::env::args().nth(1).unwrap();
    let f = std::env::args().nth(2).unwrap();
    let t = Instant::now();
    let mut w =
        Workspace::new(Path::new(&root), Options { source_lines: true, ..Default::default() });
    let r = w.read_all();
    println!("read_all {:?} problems {}", t.elapsed(), r.diagnostics.len());
    let t = Instant::now();
    let p = editions::without_search(r.guide.as_ref().unwrap()).unwrap();
    println!("publication {:?} {}", t.elapsed(), p.len());
    let path = Path::new(&root).join(&f);
    let old = std::fs::read_to_string(&path).unwrap();
    let mut keep = r.guide;
    for (what, new) in [
        ("body", old.clone() + "\n\nx\n"),
        ("body2", old.clone() + "\n\ny\n"),
        ("title", old.replacen("title: \"", "title: \"A", 1)),
        ("title2", old.replacen("title: \"", "title: \"B", 1)),
        ("back", old.clone()),
        ("renumber", old.replacen("title: \"", "number: 1.2.77\ntitle: \"", 1)),
        ("back", old.clone()),
    ] {
        std::fs::write(&path, new).unwrap();
        let t = Instant::now();
        let r = w.read(&[f.clone()].into());
        let e = t.elapsed();
        let g = r.guide.unwrap();
        let t = Instant::now();
        let p = editions::without_search(&g).unwrap();
        println!("{what}: {e:?} parsed {} publ {:?}", r.parsed.len(), t.elapsed());
        let t = Instant::now();
        let (b, _) = editions::render(&p["1.2.3.html"], &g).unwrap();
        println!("   render {:?} {}", t.elapsed(), b.len());
        keep = Some(g);
    }
    drop(keep);
}
