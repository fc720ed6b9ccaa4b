/// Whether requests are traced; refuses what OpenTelemetry's crates would pass over.
///
/// They read these variables themselves, and of a sampler that they do not know, or a number that is
/// none, they go on with a default: then a process that was to keep one request in a hundred keeps
/// each. Where to send spans they have a default too, a collector on this machine.
///
/// An empty variable is here one that is not set, as OpenTelemetry wants it (Environment Variable
/// Specification, "Empty value").
///
/// # Errors
///
/// One sentence that names the variable, its value and what it may be.
pub(crate) fn read_traced(variable: impl Fn(&str) -> Option<String>) -> Result<bool, String> {
    let read = |name| variable(name).filter(|value| !value.is_empty());
    match read("OTEL_TRACES_EXPORTER").as_deref() {
        None | Some("none") => return Ok(false),
        Some("otlp") => {}
        Some(other) => {
            return Err(format!(
                "OTEL_TRACES_EXPORTER is \"{other}\", but must be otlp or none."
            ));
        }
    }
    check_endpoint(read("OTEL_EXPORTER_OTLP_ENDPOINT"))?;
    check_sampler(
        &read("OTEL_TRACES_SAMPLER").unwrap_or_else(|| "parentbased_always_on".to_owned()),
        &read("OTEL_TRACES_SAMPLER_ARG").unwrap_or_else(|| "1".to_owned()),
    )?;
    check_delay(read("OTEL_BSP_SCHEDULE_DELAY"))?;
    Ok(true)
}

fn check_endpoint(endpoint: Option<String>) -> Result<(), String> {
    let endpoint = endpoint.ok_or(
        "OTEL_TRACES_EXPORTER is otlp and OTEL_EXPORTER_OTLP_ENDPOINT is not set; set it to the \
         address of a collector, such as http://127.0.0.1:4318.",
    )?;
    // No https: reqwest's TLS is not built in.
    if reqwest::Url::parse(&endpoint).is_ok_and(|url| url.scheme() == "http") {
        return Ok(());
    }
    Err(format!(
        "OTEL_EXPORTER_OTLP_ENDPOINT is \"{endpoint}\", but must be an address such as \
         http://127.0.0.1:4318."
    ))
}

fn check_sampler(sampler: &str, share: &str) -> Result<(), String> {
    match sampler {
        "parentbased_always_on" => Ok(()),
        "parentbased_traceidratio" => {
            let number = share.parse::<f64>();
            if number.is_ok_and(|number| (0.0..=1.0).contains(&number)) {
                return Ok(());
            }
            Err(format!(
                "OTEL_TRACES_SAMPLER_ARG is \"{share}\", but must be a number from 0 to 1."
            ))
        }
        other => Err(format!(
            "OTEL_TRACES_SAMPLER is \"{other}\", but must be parentbased_always_on or \
             parentbased_traceidratio."
        )),
    }
}

fn check_delay(delay: Option<String>) -> Result<(), String> {
    let Some(delay) = delay else { return Ok(()) };
    let digits_only = delay.bytes().all(|byte| byte.is_ascii_digit());
    let number = delay.parse::<u32>();
    if digits_only && number.is_ok_and(|number| (1..=600_000).contains(&number)) {
        return Ok(());
    }
    Err(format!(
        "OTEL_BSP_SCHEDULE_DELAY is \"{delay}\", but must be a whole number from 1 to 600000."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ON: [(&str, &str); 2] = [
        ("OTEL_TRACES_EXPORTER", "otlp"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318"),
    ];

    /// What is said of `variables`; the first of two that have one name counts.
    fn read(variables: &[(&str, &str)]) -> Result<bool, String> {
        read_traced(|name| {
            let found = variables.iter().find(|(given, _)| *given == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    fn refused(variables: &[(&str, &str)]) -> String {
        read(&[variables, &ON].concat()).err().unwrap_or_default()
    }

    #[test]
    fn is_off_unless_set() {
        assert_eq!(read(&[]), Ok(false));
        assert_eq!(read(&[("OTEL_TRACES_EXPORTER", "none")]), Ok(false));
        assert_eq!(read(&[("OTEL_TRACES_EXPORTER", "")]), Ok(false));
        assert_eq!(read(&ON), Ok(true));
    }

    #[test]
    fn wants_to_know_where_the_collector_is() {
        let sentence = read(&ON[..1]).err().unwrap_or_default();
        assert!(sentence.contains("OTEL_EXPORTER_OTLP_ENDPOINT is not set"));
        for wrong in ["127.0.0.1:4318", "https://127.0.0.1:4318", "http://"] {
            let sentence = refused(&[("OTEL_EXPORTER_OTLP_ENDPOINT", wrong)]);
            assert!(sentence.contains(wrong), "{sentence}");
        }
    }

    #[test]
    fn refuses_what_the_sdk_would_pass_over() {
        let ratio = ("OTEL_TRACES_SAMPLER", "parentbased_traceidratio");
        for wrong in ["x", "1.5", "-1", "NaN"] {
            let sentence = refused(&[ratio, ("OTEL_TRACES_SAMPLER_ARG", wrong)]);
            assert!(sentence.contains(wrong), "{sentence}");
        }
        assert_eq!(refused(&[ratio, ("OTEL_TRACES_SAMPLER_ARG", "0.01")]), "");
        for (name, wrong) in [
            ("OTEL_TRACES_EXPORTER", "zipkin"),
            ("OTEL_TRACES_SAMPLER", "sometimes"),
            ("OTEL_BSP_SCHEDULE_DELAY", "0"),
            ("OTEL_BSP_SCHEDULE_DELAY", "5s"),
        ] {
            let sentence = refused(&[(name, wrong)]);
            assert!(sentence.starts_with(name), "{sentence}");
        }
    }
}
