//! `mizan man`: the manual pages.

use std::fs;

use clap::CommandFactory;
use clap_mangen::Man as Page;
use mizan::error::{Error, ErrorKind};

use super::Stop;
use crate::cli::args::{Args, Man};
use crate::cli::exit::Outcome;
use crate::cli::output;

pub fn run(args: &Man) -> Result<Outcome, Stop> {
    match &args.folder {
        Some(folder) => {
            let written = fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Args::command(), folder));
            written.map_err(|error| vec![Error::at(folder, ErrorKind::Unwritable(error.to_string()))])?;
        }
        None => output::stdout(false, |out| Page::new(Args::command()).render(&mut &mut *out))?,
    }
    Ok(Outcome::default())
}
