//! The console: what a browser runs for those who look after an account. It is a client of the public API like any other,
//! so nothing here knows of accounts or sessions; this module only has the files.

use std::borrow::Cow;

/// The files as they were when the program was built: it needs none beside itself.
#[derive(rust_embed::Embed)]
#[folder = "src/console/assets/"]
struct Assets;

/// The file that the folder itself shows.
const INDEX: &str = "index.html";

/// What the browser is told of each kind of file. One that it is told nothing of it would not run.
const MEDIA_TYPES: [(&str, &str); 4] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("svg", "image/svg+xml"),
];

/// A file of the console.
pub struct Asset {
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Cow<'static, [u8]>,
}

/// The file at a path below the console's own; none at an unknown one.
pub fn asset(path: &str) -> Option<Asset> {
    let path = if path.is_empty() { INDEX } else { path };
    Some(Asset { media_type: media_type(path)?, bytes: Assets::get(path)?.data })
}

fn media_type(path: &str) -> Option<&'static str> {
    let (_, extension) = path.rsplit_once('.')?;
    MEDIA_TYPES.iter().find(|(known, _)| *known == extension).map(|(_, media_type)| *media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_of_a_type_that_browsers_are_told() {
        assert!(Assets::iter().count() > 1, "there are files");
        for path in Assets::iter() {
            assert!(asset(&path).is_some(), "{path}");
        }
    }

    #[test]
    fn the_folder_shows_its_index_and_nothing_outside_it() {
        assert_eq!(asset("").map(|index| index.media_type), Some("text/html; charset=utf-8"));
        for path in ["/", "/index.html", "mod.rs", "../mod.rs", "..%2Fmod.rs", "assets/index.html", "js", "absent.js"] {
            assert!(asset(path).is_none(), "{path}");
        }
    }
}
