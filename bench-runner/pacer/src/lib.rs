//! pacer, a load generator for HTTP/1.1 that times every request from when it should have
//! started. `README.md` has the plan, the result and the definitions.
//!
//! Pure: [`plan`], [`placeholders`], [`mix`], [`random`], [`ramp`], [`intervals`], [`schedule`],
//! [`request`], [`template`], [`response`], [`connection`], [`counts`], [`record`], [`recorder`],
//! [`series`], [`histogram`], [`report`], [`zipf`]. The [`engine`] decides, and acts through an
//! [`environment`]: [`network`] is the real one, the tests have a simulated one. [`run`]
//! starts the threads and adds up what they saw; [`process`] and [`signals`] ask the operating
//! system, and [`speed`] how fast a core is. [`null`] is a server to measure generators with.

pub mod connection;
pub mod counts;
pub mod engine;
pub mod environment;
pub mod histogram;
pub mod intervals;
pub mod mix;
pub mod network;
pub mod null;
pub mod placeholders;
pub mod plan;
pub mod process;
pub mod ramp;
pub mod random;
pub mod record;
pub mod recorder;
pub mod report;
pub mod request;
pub mod response;
pub mod run;
pub mod schedule;
pub mod series;
pub mod signals;
pub mod speed;
pub mod template;
pub mod zipf;
