//! Images in chapters: reserved space, responsive sizes, lazy loading.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};

use crate::support::{Guide, attributes, files, stderr};

fn image(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let pixels = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x / 4 % 256) as u8, (y / 4 % 256) as u8, ((x + y) / 8 % 256) as u8])
    });
    let mut bytes = Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn guide_with_photo() -> Guide {
    let guide = Guide::with(&[("content/1-een.md", "Tekst.\n\n![Een plein](plein.jpg)\n")]);
    guide.write("content/plein.jpg", image(1000, 600, ImageFormat::Jpeg));
    guide
}

#[test]
fn photos_below_the_fold_load_lazily() {
    let guide = guide_with_photo();
    let text = "Een alinea die een paar regels lang is.\n\n".repeat(30);
    guide.write("content/1-een.md", format!("![Begin](plein.jpg)\n\n{text}![Eind](plein.jpg)\n"));
    guide.build();
    let page = guide.read("public/1.html");
    assert_eq!(attributes(&page, "loading"), ["lazy"]);
    assert!(page.find("loading=") > page.find("alt=\"Eind\""), "{page}");
}

#[test]
fn a_photo_has_dimensions_and_several_sizes() {
    let guide = guide_with_photo();
    guide.build();
    let page = guide.read("public/1.html");
    assert!(page.contains("width=\"1000\" height=\"600\">"), "{page}");
    let srcset = attributes(&page, "srcset").concat();
    let sizes: Vec<(&str, &str)> =
        srcset.split(", ").filter_map(|candidate| candidate.split_once(' ')).collect();
    assert_eq!(
        sizes.iter().map(|(_, width)| *width).collect::<Vec<_>>(),
        ["480w", "800w", "1000w"]
    );
    let site: std::collections::BTreeMap<_, _> = files(&guide.path("public")).into_iter().collect();
    for (url, width) in sizes {
        let image = image::load_from_memory(&site[url]).unwrap();
        assert_eq!(format!("{}w", image.width()), width);
        assert_eq!(image.height(), image.width() * 3 / 5);
    }
}

#[test]
fn a_linked_file_is_published_unchanged() {
    let guide = Guide::with(&[("content/1-een.md", "[De foto](plein.jpg)\n")]);
    guide.write("content/plein.jpg", image(1000, 600, ImageFormat::Jpeg));
    guide.build();
    let webp = files(&guide.path("public")).into_iter().filter(|(path, _)| path.ends_with(".webp"));
    assert_eq!(webp.count(), 0);
}

#[test]
fn a_banner_of_the_guide_comes_in_several_sizes() {
    let guide = Guide::with(&[("content/1-een.md", "Tekst.\n")]);
    guide.write("beeld/banner.png", image(2400, 300, ImageFormat::Png));
    guide.write(
        "book.toml",
        "[book]\ntitle = \"Proef\"\n[site]\nbanner = { image = \"beeld/banner.png\" }\n",
    );
    guide.build();
    let page = guide.read("public/1.html");
    assert!(page.contains("sizes=\"100vw\""), "{page}");
    assert!(page.contains("1920w") && !page.contains("2400w"), "{page}");
    assert!(page.contains("width=\"2400\" height=\"300\""), "{page}");
}

#[test]
fn a_corrupt_photo_is_an_error_that_names_it() {
    let guide = guide_with_photo();
    let mut photo = image(1000, 600, ImageFormat::Png);
    photo.truncate(200);
    guide.write("content/plein.jpg", photo);
    let output = guide.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("cannot show content/plein.jpg"), "{}", stderr(&output));
}
