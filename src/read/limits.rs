//! Every limit on what is read, with its reason. Input is hostile until it is read.

use crate::model::MentionRecord;

/// Bytes of a file that are looked at to find out its form and its encoding. A header row of 5,000 columns
/// fits, and so do enough letters for a sure guess of the encoding.
pub(super) const HEAD_BYTES: usize = 64 << 10;

/// Bytes of one story's text; the rest is cut off. *War and Peace* has 3.3 MB. In the worst case (a sign a token) the
/// names of this much take 9 seconds and half a gigabyte.
pub(super) const STORY_BYTES: usize = 4 << 20;
const _: () = assert!(STORY_BYTES <= MentionRecord::MAX_START + 1);

/// Bytes of one record (a line of JSON, a row of CSV, a value of a JSON list). JSON may write a character in
/// six bytes, so that a longest story still fits with its other fields.
pub(super) const RECORD_BYTES: usize = 64 << 20;

/// Bytes of a JSON file that is one object, which must be held whole to be understood.
pub(super) const DOCUMENT_BYTES: usize = 512 << 20;

/// Bytes that one file may unpack to: larger than any collection of news, smaller than an endless stream.
pub(super) const UNPACKED_BYTES: u64 = 64 << 30;

/// How many times larger than its packed form a file may become, once it is past [`RATIO_FREE_BYTES`]. News
/// packs 3 to 20 times smaller; bombs begin at 1,000 times.
pub(super) const UNPACKED_RATIO: u64 = 250;

/// Unpacked bytes before the ratio counts: repeated lines in a small file are no attack.
pub(super) const RATIO_FREE_BYTES: u64 = 16 << 20;

/// Wrappers and archives around one another (a gzip in a zip in a tar ...). Three happen, more only on purpose.
pub(super) const WRAPPERS: usize = 5;

/// Files inside one file, at all depths: more than the largest collections have, and soon passed over.
pub(super) const MEMBERS: u64 = 2_000_000;

/// Bytes of the name of a file inside another: what systems take for a path. It is a part of the ids of its stories.
pub(super) const MEMBER_NAME_BYTES: usize = 4096;

/// Bytes of files inside others that are held in memory at a time, because their directory stands at their
/// end (a zip in a tar).
pub(super) const HELD_BYTES: u64 = 256 << 20;

/// KiB that one decoder may take for its window: `xz -9` and `zstd --long` stay below.
pub(super) const WINDOW_KIB: u32 = 256 << 10;

/// Bytes of a web page. The largest real ones have 5 MB; a page is held several times over while its
/// article is looked for, and the worst takes a second for each megabyte.
pub(super) const PAGE_BYTES: usize = 8 << 20;

/// Work for the tree of a page: the sum of the depths of its elements, with what long lists of attributes and mistakes
/// add. A page of 5 MB has 50,000 elements, 20 deep: a tenth of this, which takes three seconds.
pub(super) const TREE_WORK: usize = 10_000_000;

/// Elements inside one another, in XML and HTML. Pages have up to 50; deeper, what walks a tree would work
/// for nothing.
pub(super) const TREE_DEPTH: usize = 256;

/// Bytes of front matter. A long one has 2 kB; this bounds the work of a YAML parser.
pub(super) const FRONT_BYTES: usize = 16 << 10;

/// Lists and maps opened in front matter, and columns of indentation: what its parser recurses on.
pub(super) const FRONT_DEPTH: usize = 64;

/// Problems told of one file; what follows is counted. A wrong file of a million lines has one cause.
pub(super) const PROBLEMS: usize = 50;

/// Columns of a CSV row that are looked at.
pub(super) const COLUMNS: usize = 10_000;

/// Bytes of a field that is shown on one line (title, author, outlet ...): longer than any real one.
pub(super) const FIELD_BYTES: usize = 1_000;

/// Bytes of a web address; browsers and servers give up at about this length.
pub(super) const URL_BYTES: usize = 2_000;

/// Names given with one story: more than any desk gives.
pub(super) const NAMES: usize = 500;

/// Bytes of the headers of one mail or web record that are looked at.
pub(super) const HEADER_BYTES: usize = 64 << 10;

/// Mails in mails that are looked into for a text: a digest, and what it was forwarded in.
pub(super) const MAIL_DEPTH: usize = 4;

/// Bytes of the headers of one file in a tar archive: a name, a link, what POSIX lets one add. The names of paths take 4 kB.
pub(super) const TAR_HEADERS_BYTES: u64 = 1 << 20;

/// Lines of a web archive that are passed over in search of its next record: more than a page has that claims too little.
pub(super) const STRAY_LINES: usize = 100_000;

/// Seconds in which a file may give neither a story nor a problem: the largest JSON object that is read takes 5 from a
/// disk, a slow network 50. What is held whole to be taken apart is bounded by its size, and by readers whose work
/// grows no faster than it.
pub(crate) const FILE_SECONDS: u64 = 60;

/// Seconds that `pdftotext` may take for one file: a book of a thousand pages takes about two.
pub(crate) const PDF_SECONDS: u64 = 20;

/// Bytes of text taken from one PDF file: a longest story, and a little to see that it is longer.
pub(crate) const PDF_TEXT_BYTES: u64 = STORY_BYTES as u64 + (1 << 20);

/// Bytes of complaints of `pdftotext` that are read: their first line is told.
pub(crate) const PDF_ERROR_BYTES: u64 = 4 << 10;

/// Bytes of a PDF file: long reports with pictures have 100 MB.
pub(super) const PDF_BYTES: u64 = 256 << 20;

/// Bytes of what a Parquet file says of itself: files of a thousand row groups have 2 MB.
pub(super) const FOOTER_BYTES: u64 = 8 << 20;

/// Structs in structs of what a Parquet file says of itself; the deepest header has 6.
pub(super) const FOOTER_DEPTH: usize = 16;

/// Bytes in which the header of a page of a column must stand: it may hold the least and the greatest value.
pub(super) const COLUMN_PAGE_HEADER_BYTES: u64 = 1 << 20;

/// Values of one page of a column: writers begin a new one after some thousands.
pub(super) const COLUMN_PAGE_VALUES: usize = 4 << 20;

/// Rows without a text, one behind the other, after which a table is no table of stories: two bytes may claim
/// millions of them.
pub(super) const EMPTY_ROWS: u64 = 1_000_000;
