//! `mizan man`: the manual pages.

use clap::CommandFactory;
use clap_mangen::Man as Page;
use mizan::error::{Error, ErrorKind};

use super::Stop;
use crate::cli::args::{Args, Man};
use crate::cli::exit::Outcome;
use crate::cli::output;

pub fn run(args: &Man) -> Result<Outcome, Stop> {
    match &args.folder {
        Some(folder) => clap_mangen::generate_to(Args::command(), folder).map_err(|error| {
            let kind = ErrorKind::Unwritable(error.to_string());
            vec![Error::at(folder, kind)]
        })?,
        None => output::stdout(false, |out| Page::new(Args::command()).render(&mut &mut *out))?,
    }
    Ok(Outcome::default())
}
