//! Progress, for someone who waits at a terminal: one line, after a second, gone before anything else is said.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use mizan::config::{Counts, Progress};

/// How long nothing is shown, and how often the line is drawn anew after that.
const PATIENCE: Duration = Duration::from_secs(1);
const REDRAW: Duration = Duration::from_millis(200);

/// Whether a line is on the terminal now.
static DRAWN: Mutex<bool> = Mutex::new(false);

/// Draws the line until it is dropped.
pub struct Watch {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Watches the reading of files, where someone can see it: not in pipes, not in CI, not on a terminal that cannot
    /// take a line back.
    pub fn new(progress: &Progress, quiet: bool) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        if quiet || dumb || set("CI") || !std::io::stderr().is_terminal() {
            return Self { stop: None, thread: None };
        }
        let (stop, stopped) = channel();
        let (progress, start) = (progress.clone(), Instant::now());
        let thread = std::thread::spawn(move || {
            let mut wait = PATIENCE;
            while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let counts = progress.counts();
                if counts.done < counts.files {
                    draw(&line(&counts, start.elapsed()));
                } else {
                    erase();
                }
                wait = REDRAW;
            }
        });
        Self { stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            // What it could fail at is drawing, which no one misses.
            let _ = thread.join();
        }
        erase();
    }
}

fn draw(line: &str) {
    let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
    let line: String = line.chars().take(width.saturating_sub(1)).collect();
    let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    *drawn = write!(std::io::stderr(), "\r\x1b[K{line}").is_ok();
}

/// Takes the line away, before something else is written.
pub fn erase() {
    let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    if std::mem::take(&mut *drawn) {
        let _ = write!(std::io::stderr(), "\r\x1b[K");
    }
}

/// `mizan: 1,240 of 100,000 files, 5,310 articles, 4,425 articles/s, 2 min left`.
fn line(counts: &Counts, elapsed: Duration) -> String {
    let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX).max(1);
    let files = if counts.files == 1 { "file" } else { "files" };
    let articles = if counts.articles == 1 { "article" } else { "articles" };
    let rate = counts.articles.saturating_mul(1000) / millis;
    let mut line = format!(
        "mizan: {} of {} {files}, {} {articles}, {} articles/s",
        grouped(counts.done),
        grouped(counts.files),
        grouped(counts.articles),
        grouped(rate)
    );
    if counts.done > 0 {
        let left = millis.saturating_mul(counts.files - counts.done) / counts.done / 1000;
        line += &match left {
            0..=59 => format!(", {left} s left"),
            60..=3599 => format!(", {} min left", left.div_ceil(60)),
            _ => format!(", {} h left", left.div_ceil(3600)),
        };
    }
    line
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_files_articles_rate_and_what_is_left() {
        let shown =
            |files, done, articles, seconds| line(&Counts { files, done, articles }, Duration::from_secs(seconds));
        assert_eq!(
            shown(100_000, 1_240, 5_310, 2),
            "mizan: 1,240 of 100,000 files, 5,310 articles, 2,655 articles/s, 3 min left"
        );
        assert_eq!(shown(1, 0, 1, 2), "mizan: 0 of 1 file, 1 article, 0 articles/s");
        assert_eq!(shown(4, 3, 3, 3), "mizan: 3 of 4 files, 3 articles, 1 articles/s, 1 s left");
    }
}
