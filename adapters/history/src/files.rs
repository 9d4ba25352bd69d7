//! The files of an export, whether they lie in a folder, in a ZIP or alone. They are only ever read.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use crate::Unreadable;
use crate::summary::Broken;

/// How deep a folder is looked through: a folder around the export, a channel's folder, its files.
const DEPTH: usize = 3;
/// A packed file may claim this much for nothing …
const HARMLESS: u64 = 16 << 20;
/// … and beyond it this many times its packed size. Chat packs five to twenty times.
const SWELLING: u64 = 100;

/// One file of an export.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its path from the export's own folder, with `/` on every system.
    pub(crate) name: String,
    /// Its unpacked size in bytes.
    pub(crate) size: u64,
    index: usize,
}

/// All JSON files of an export, by name.
#[derive(Debug)]
pub(crate) struct Files {
    pub(crate) entries: Vec<Entry>,
    /// What could not even be looked at.
    pub(crate) broken: Vec<Broken>,
    kept: Kept,
}

#[derive(Debug)]
enum Kept {
    File(PathBuf),
    Folder(PathBuf),
    Zip(Box<ZipArchive<BufReader<File>>>),
}

impl Files {
    pub(crate) fn open(path: &Path) -> Result<Self, Unreadable> {
        let io = |error| Unreadable::Io { path: path.to_owned(), error };
        if fs::metadata(path).map_err(io)?.is_dir() {
            let mut files =
                Self { entries: Vec::new(), broken: Vec::new(), kept: Kept::Folder(path.to_owned()) };
            fs::read_dir(path).map_err(io)?;
            files.walk(path, "", DEPTH);
            files.entries.sort_by(|a, b| a.name.cmp(&b.name));
            return Ok(files);
        }
        let mut file = File::open(path).map_err(io)?;
        let mut start = Vec::new();
        Read::by_ref(&mut file).take(2).read_to_end(&mut start).map_err(io)?;
        if start == b"PK" {
            let zip = ZipArchive::new(BufReader::new(file));
            return Self::packed(zip.map_err(|error| Unreadable::Zip { path: path.to_owned(), error })?);
        }
        let size = file.metadata().map_err(io)?.len();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let kept = Kept::File(path.to_owned());
        Ok(Self { entries: vec![Entry { name, size, index: 0 }], broken: Vec::new(), kept })
    }

    fn packed(zip: ZipArchive<BufReader<File>>) -> Result<Self, Unreadable> {
        let mut entries = Vec::new();
        for index in 0..zip.len() {
            let Ok(entry) = zip.by_index_data(index) else { continue };
            // Nothing is unpacked to disk, but a path that leads out of the archive is no export's.
            let (Ok(name), Some(_)) = (entry.name(), entry.enclosed_name()) else { continue };
            // Some tools on Windows pack with backslashes.
            let name = name.replace('\\', "/");
            if entry.is_file() && is_json(&name) {
                entries.push(Entry { name, size: entry.size(), index });
            }
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Self { entries, broken: Vec::new(), kept: Kept::Zip(Box::new(zip)) })
    }

    /// Lists a folder. Links are not followed: they may lead anywhere, or round in circles.
    fn walk(&mut self, folder: &Path, prefix: &str, depth: usize) {
        let found = match fs::read_dir(folder) {
            Ok(found) => found,
            Err(error) => return self.broken.push(Broken::file(prefix, &error.to_string())),
        };
        for found in found.flatten() {
            let (Ok(name), Ok(kind)) = (found.file_name().into_string(), found.file_type()) else { continue };
            let name = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
            if kind.is_dir() && depth > 1 {
                self.walk(&found.path(), &name, depth - 1);
            } else if kind.is_file() && is_json(&name) {
                let size = found.metadata().map_or(0, |metadata| metadata.len());
                self.entries.push(Entry { name, size, index: 0 });
            }
        }
    }

    /// Starts reading the `n`th entry.
    pub(crate) fn read(&mut self, n: usize) -> io::Result<Box<dyn BufRead + '_>> {
        let entry = &self.entries[n];
        match &mut self.kept {
            Kept::File(path) => Ok(buffered(File::open(path)?)),
            Kept::Folder(root) => Ok(buffered(File::open(root.join(&entry.name))?)),
            Kept::Zip(zip) => {
                let file = zip.by_index(entry.index)?;
                if entry.size > HARMLESS && entry.size / SWELLING > file.compressed_size() {
                    return Err(io::Error::other("it would unpack to far more than a chat log does"));
                }
                // One byte more than it claims, so that its end is reached and its checksum compared.
                Ok(buffered(file.take(entry.size + 1)))
            }
        }
    }

    /// Whether the export is one single file.
    pub(crate) fn alone(&self) -> bool {
        matches!(self.kept, Kept::File(_))
    }

    /// The entry of this name.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.entries.binary_search_by(|entry| entry.name.as_str().cmp(name)).ok()
    }
}

fn buffered<'a>(from: impl Read + 'a) -> Box<dyn BufRead + 'a> {
    Box::new(BufReader::with_capacity(1 << 16, from))
}

fn is_json(name: &str) -> bool {
    name.ends_with(".json") && !name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}
