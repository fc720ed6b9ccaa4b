//! Keeping cores awake.
//!
//! A virtual core that has nothing to do halts, and the host gives its place to somebody else. When
//! work comes, it wakes wherever there is room, often beside a busy neighbour on the same physical
//! core: on a shared machine a server that answered a thousand small requests a second spent from a
//! third to a half more CPU time on each than with its core kept awake, in turns of the same minutes,
//! and its median took as much longer. That is the host's doing, not the server's, and it differs
//! from one minute to the next.
//!
//! What keeps a core awake must cost what is measured nothing. So it has the policy `SCHED_IDLE`:
//! whatever wakes on its core takes it at once, and it runs only where the core would have halted
//! (Linux, sched(7)). And it pauses between steps, since a hardware thread that does not pause takes
//! execution units from its sibling.
//!
//! The road not taken is the kernel's parameter `idle=poll`, which needs the machine to be restarted.

use std::hint::spin_loop;
use std::io;
use std::sync::mpsc::channel;
use std::thread;

/// Runs on each of these CPUs whenever nothing else does, until the process is ended. Returns only
/// why it cannot: a CPU that is not ours to run on, none named, or a system without such a policy.
pub fn keep_awake(cpus: &[usize]) -> io::Error {
    let (refuse, refusals) = channel();
    for &cpu in cpus {
        let refuse = refuse.clone();
        // Nobody is left to hear of a second refusal.
        let body = move || drop(refuse.send(stay_on(cpu)));
        if let Err(error) = thread::Builder::new().name(format!("awake-{cpu}")).spawn(body) {
            return error;
        }
    }
    drop(refuse);
    let none = || io::Error::new(io::ErrorKind::InvalidInput, "no CPU was named");
    refusals.recv().unwrap_or_else(|_| none())
}

fn stay_on(cpu: usize) -> io::Error {
    if let Err(error) = give_way_to_all().and_then(|()| move_to(cpu)) {
        return error;
    }
    loop {
        spin_loop();
    }
}

#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "std does not offer sched_setscheduler")]
fn give_way_to_all() -> io::Result<()> {
    let none = libc::sched_param { sched_priority: 0 };
    // SAFETY: the pointer is valid for one sched_param; 0 is this thread.
    match unsafe { libc::sched_setscheduler(0, libc::SCHED_IDLE, &raw const none) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "std does not offer sched_setaffinity")]
fn move_to(cpu: usize) -> io::Result<()> {
    if cpu >= libc::CPU_SETSIZE as usize {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("there is no CPU {cpu}")));
    }
    // SAFETY: an all-zero set is an empty one, `cpu` lies within it, and the pointer is valid for its size; 0 is this thread.
    let outcome = unsafe {
        let mut set: libc::cpu_set_t = std::mem::zeroed();
        libc::CPU_SET(cpu, &mut set);
        libc::sched_setaffinity(0, size_of::<libc::cpu_set_t>(), &raw const set)
    };
    match outcome {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

#[cfg(not(target_os = "linux"))]
fn give_way_to_all() -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "this system has no idle policy"))
}

#[cfg(not(target_os = "linux"))]
fn move_to(_cpu: usize) -> io::Result<()> {
    give_way_to_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_cannot_be_kept_awake() {
        assert_eq!(keep_awake(&[]).kind(), io::ErrorKind::InvalidInput);
        let kind = keep_awake(&[usize::MAX]).kind();
        assert!(matches!(kind, io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported), "{kind}");
    }
}
