//! The result as JSON. What was not measured is absent, never 0.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::counts::{ConnectionCounts, Counts};
use crate::histogram::HistogramRecord;
use crate::plan::Plan;
use crate::process::{ContextSwitches, Cpu, Usage};
use crate::record::Record;
use crate::recorder::Recorder;
use crate::series::SecondRecord;

/// The result of a run; `README.md` defines each field.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "README.md defines the fields, for readers of the JSON")]
pub struct Report {
    pub pacer_version: &'static str,
    pub started_at_unix_ms: u64,
    pub seconds: f64,
    pub elapsed_seconds: f64,
    pub interrupted: bool,
    pub timer: &'static str,
    pub connections: ConnectionsReport,
    pub counts: Counts,
    pub answers_in_window: u64,
    pub statuses: BTreeMap<u16, u64>,
    pub bytes_received: u64,
    pub bytes_sent: u64,
    pub in_flight_integral_seconds: f64,
    pub in_flight_max: u64,
    pub response_time: HistogramRecord,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal_time: Option<HistogramRecord>,
    pub service_time: HistogramRecord,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule_lag: Option<HistogramRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connection_wait: Option<HistogramRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connect_time: Option<HistogramRecord>,
    pub operations: BTreeMap<String, OperationReport>,
    pub series: Vec<SecondRecord>,
    pub cpu: Cpu,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spin_seconds: Option<f64>,
    pub context_switches: ContextSwitches,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordReport>,
}

/// The record of each request, counted.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "README.md defines the fields, for readers of the JSON")]
pub struct RecordReport {
    pub rows: u64,
    pub omitted: u64,
}

/// Connections, counted.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "README.md defines the fields, for readers of the JSON")]
pub struct ConnectionsReport {
    pub planned: usize,
    #[serde(flatten)]
    pub counts: ConnectionCounts,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opened: Option<u64>,
}

/// One operation.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "README.md defines the fields, for readers of the JSON")]
pub struct OperationReport {
    pub valid: u64,
    pub response_time: HistogramRecord,
}

/// What all threads together have to say of the run as a whole.
pub struct Whole {
    /// When time 0 was, by the wall clock.
    pub started_at_unix_ms: u64,
    /// Length of the sending window.
    pub window_ns: u64,
    /// Time 0 to the end of the drain.
    pub elapsed_ns: u64,
    /// Waited awake, all threads together.
    pub spun_ns: u64,
    /// Whether the user stopped it.
    pub is_interrupted: bool,
    /// Which timer paced it.
    pub timer: &'static str,
    /// Resources used between time 0 and the end.
    pub usage: Usage,
    /// Each request, by thread, if that was asked for.
    pub records: Vec<Record>,
}

impl Report {
    /// The result of a plan from what its threads recorded, added up.
    pub fn of(plan: &Plan, recorder: &Recorder, whole: &Whole) -> Self {
        // A closed loop has no timetable to be late for.
        let is_open = plan.arrivals.is_open();
        let operation = |(index, operation): (usize, &crate::plan::Operation)| {
            let record = &recorder.operations[index];
            let report = OperationReport {
                valid: record.valid,
                response_time: record.response_time.to_record(),
            };
            (operation.id.clone(), report)
        };
        Self {
            pacer_version: env!("CARGO_PKG_VERSION"),
            started_at_unix_ms: whole.started_at_unix_ms,
            seconds: whole.window_ns as f64 / 1e9,
            elapsed_seconds: whole.elapsed_ns as f64 / 1e9,
            interrupted: whole.is_interrupted,
            timer: whole.timer,
            connections: ConnectionsReport {
                planned: plan.connections,
                counts: recorder.connections,
                opened: plan.new_connections.then_some(recorder.connections.opened),
            },
            counts: recorder.counts,
            answers_in_window: recorder.answers_in_window,
            statuses: recorder.statuses.clone(),
            bytes_received: recorder.bytes_received,
            bytes_sent: recorder.bytes_sent,
            in_flight_integral_seconds: recorder.in_flight_integral_ns as f64 / 1e9,
            in_flight_max: recorder.in_flight_max,
            response_time: recorder.response_time().to_record(),
            refusal_time: may_be_refused(plan).then(|| recorder.refusal_time.to_record()),
            service_time: recorder.service_time.to_record(),
            schedule_lag: is_open.then(|| recorder.schedule_lag.to_record()),
            connection_wait: is_open.then(|| recorder.connection_wait.to_record()),
            connect_time: plan.new_connections.then(|| recorder.connect_time.to_record()),
            operations: plan.operations.iter().enumerate().map(operation).collect(),
            series: recorder.series.to_records(),
            cpu: whole.usage.cpu,
            spin_seconds: plan.own_cores.then_some(whole.spun_ns as f64 / 1e9),
            context_switches: whole.usage.context_switches,
            record: (!whole.records.is_empty()).then(|| RecordReport {
                rows: whole.records.iter().map(|record| record.len() as u64).sum(),
                omitted: whole.records.iter().map(|record| record.omitted).sum(),
            }),
        }
    }
}

fn may_be_refused(plan: &Plan) -> bool {
    plan.operations.iter().any(|operation| operation.expect.refusal_status.is_some())
}
