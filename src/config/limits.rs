//! `[limits]`: how large an input may be before it is refused.

use toml::de::{DeTable, DeValue};

use super::reader::{Key, Reader, Value};

/// What keeps a damaged or hostile input from taking all memory or all time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The bytes of an article, unpacked. A feed may have any size: it is read record by record.
    pub file_size: u64,
    /// The bytes of a line of text, and of a feed's record.
    pub line_length: u64,
    /// How many times its own size a packed file may unpack to.
    pub expansion: u64,
    /// How deep elements of HTML and DOCX may nest.
    pub nesting: u64,
    /// How many elements and stretches of text a page of HTML may have.
    pub elements: u64,
    /// How many values one article may state.
    pub mentions: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_size: 16 * MEGABYTE,
            line_length: 4 * MEGABYTE,
            expansion: 200,
            nesting: 256,
            elements: 500_000,
            mentions: 100_000,
        }
    }
}

const MEGABYTE: u64 = 1_000_000;

/// What sizes are written in.
const SIZES: [(&str, u64); 4] = [("kB", 1000), ("MB", MEGABYTE), ("GB", 1000 * MEGABYTE), ("B", 1)];

impl Limits {
    /// The keys of the table.
    const KEYS: [&str; 6] = ["file-size", "line-length", "expansion", "nesting", "elements", "mentions"];

    pub(super) fn read(table: &DeTable<'_>, reader: &mut Reader<'_>) -> Self {
        let mut limits = Self::default();
        for (key, value) in table {
            let (limit, is_size) = match key.get_ref().as_ref() {
                "file-size" => (&mut limits.file_size, true),
                "line-length" => (&mut limits.line_length, true),
                "expansion" => (&mut limits.expansion, false),
                "nesting" => (&mut limits.nesting, false),
                "elements" => (&mut limits.elements, false),
                "mentions" => (&mut limits.mentions, false),
                _ => {
                    reader.unknown(key, &Self::KEYS);
                    continue;
                }
            };
            let written = if is_size { size(key, value, reader) } else { count(key, value, reader) };
            *limit = written.unwrap_or(*limit);
        }
        limits
    }
}

fn count(key: &Key<'_>, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<u64> {
    let count = whole(value.get_ref());
    if count.is_none() {
        reader.bad(value.span(), format!("`{}` takes a whole number above 0", key.get_ref()));
    }
    count
}

fn size(key: &Key<'_>, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<u64> {
    let size = match value.get_ref() {
        DeValue::String(text) => SIZES.into_iter().find_map(|(unit, bytes)| {
            let number: u64 = text.trim().strip_suffix(unit)?.trim_end().parse().ok()?;
            number.checked_mul(bytes).filter(|size| *size > 0)
        }),
        number => whole(number),
    };
    if size.is_none() {
        reader.bad(value.span(), format!("`{}` takes a size, as in \"64 MB\", or a number of bytes", key.get_ref()));
    }
    size
}

fn whole(value: &DeValue<'_>) -> Option<u64> {
    let DeValue::Integer(number) = value else { return None };
    u64::from_str_radix(number.as_str(), number.radix()).ok().filter(|number| *number > 0)
}
