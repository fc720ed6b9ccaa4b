//! `pacer awake` as the system sees it.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Field 41 of proc_pid_stat(5), and the value of sched(7).
#[cfg(target_os = "linux")]
const IDLE: &str = "5";

#[test]
#[cfg(target_os = "linux")]
fn it_runs_on_its_cpu_and_gives_way_to_everybody() {
    let mut child = awake("0");
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let threads = threads_of(&child);
        if threads.iter().any(|(policy, cpus)| policy == IDLE && cpus == "0") {
            // The one that only waits for refusals may have the usual policy: it does not run.
            assert_eq!(threads.len(), 2, "{threads:?}");
            break;
        }
        assert!(Instant::now() < deadline, "{threads:?}");
        sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn what_it_cannot_do_is_one_sentence() {
    for (list, code) in [("", 2), ("0,x", 2), ("-1", 2), ("99999", 1)] {
        let output = awake(list).wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{list}: {stderr}");
        assert_eq!(stderr.lines().count(), 1, "{list}: {stderr}");
    }
}

fn awake(list: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_pacer"))
        .args(["awake", list])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Policy and CPUs of each.
#[cfg(target_os = "linux")]
fn threads_of(child: &Child) -> Vec<(String, String)> {
    let tasks = fs::read_dir(format!("/proc/{}/task", child.id())).unwrap();
    tasks
        .map(|task| {
            let path = task.unwrap().path();
            let stat = fs::read_to_string(path.join("stat")).unwrap();
            let status = fs::read_to_string(path.join("status")).unwrap();
            // A thread's name may hold spaces, and ends at the last parenthesis; field 3 follows it.
            let policy = stat.rsplit(')').next().unwrap().split_whitespace().nth(41 - 3).unwrap();
            let cpus = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:"));
            (policy.to_owned(), cpus.unwrap().trim().to_owned())
        })
        .collect()
}
