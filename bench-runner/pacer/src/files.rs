//! The files named on the command line.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use pacer::plan::Plan;
use pacer::record::{ROWS_MAX, Record, write_csv};

use crate::USAGE;

/// Where the plan comes from, and the result and the record of each request go.
#[derive(Default)]
pub(crate) struct Files {
    plan: Option<PathBuf>,
    result: Option<PathBuf>,
    record: Option<PathBuf>,
}

impl Files {
    pub(crate) fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut files = Self::default();
        while let Some(name) = arguments.next() {
            let target = match name.as_str() {
                "--plan" => &mut files.plan,
                "--result" => &mut files.result,
                "--record" => &mut files.record,
                _ => return Err(format!("{name:?} is no option of pacer run. {USAGE}")),
            };
            let path = arguments.next().ok_or_else(|| format!("{name} needs a file. {USAGE}"))?;
            *target = Some(path.into());
        }
        Ok(files)
    }

    pub(crate) fn read_plan(&self) -> Result<Vec<u8>, String> {
        match &self.plan {
            Some(path) => fs::read(path)
                .map_err(|error| format!("Cannot read the plan {}: {error}.", path.display())),
            None => {
                let mut json = Vec::new();
                let read = io::stdin().read_to_end(&mut json);
                read.map_err(|error| {
                    format!("Cannot read the plan from standard input: {error}.")
                })?;
                Ok(json)
            }
        }
    }

    pub(crate) fn write_result(&self, json: &[u8]) -> Result<(), String> {
        match &self.result {
            Some(path) => fs::write(path, json)
                .map_err(|error| format!("Cannot write the result {}: {error}.", path.display())),
            None => {
                let mut output = io::stdout().lock();
                let written = output.write_all(json).and_then(|()| output.flush());
                written.map_err(|error| format!("Cannot write the result: {error}."))
            }
        }
    }

    /// Opens the file for the record, if one is wanted, before the run: a load of an hour should
    /// not end with a folder that is not there.
    pub(crate) fn create_record(&self, plan: &Plan) -> Result<Option<File>, String> {
        let Some(path) = &self.record else {
            return Ok(None);
        };
        // A closed loop's number of requests is not known before.
        let expected = plan.arrivals.expected(plan.seconds).unwrap_or_default();
        if expected > ROWS_MAX as f64 {
            return Err(format!(
                "The plan has about {expected:.0} requests, and a record holds at most {ROWS_MAX} \
                 (480 MB of memory): shorten the plan, or leave --record out."
            ));
        }
        let file = File::create(path)
            .map_err(|error| format!("Cannot write the record {}: {error}.", path.display()))?;
        Ok(Some(file))
    }

    pub(crate) fn write_record(
        &self,
        file: File,
        records: &[Record],
        plan: &Plan,
    ) -> Result<(), String> {
        let path = self.record.as_deref().unwrap_or(Path::new("")).display();
        write_csv(records, &plan.operations, &mut BufWriter::new(file))
            .map_err(|error| format!("Cannot write the record {path}: {error}."))?;
        let omitted: u64 = records.iter().map(|record| record.omitted).sum();
        if omitted > 0 {
            eprintln!("The record {path} lacks the last {omitted} requests: it was full.");
        }
        Ok(())
    }
}
