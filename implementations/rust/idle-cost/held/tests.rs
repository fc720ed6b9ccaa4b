use super::{Held, hold};

#[tokio::test]
async fn holds_as_many_as_asked_of_each_kind() {
    for kind in ["tasks", "futures", "threads"] {
        let held = match hold(kind, 10).await {
            Ok(Held::Tasks(tasks)) => tasks.iter().filter(|task| !task.is_finished()).count(),
            Ok(Held::Futures(futures)) => futures.len(),
            Ok(Held::Threads(threads)) => threads
                .iter()
                .filter(|thread| !thread.is_finished())
                .count(),
            Err(_) => 0,
        };
        assert_eq!(held, 10, "{kind}");
    }
}

#[tokio::test]
async fn refuses_what_it_does_not_know() {
    let refused = hold("goroutines", 1)
        .await
        .err()
        .map(|error| error.to_string());
    let sentence = "HOLDS must be tasks, futures or threads, not \"goroutines\".";
    assert_eq!(refused.as_deref(), Some(sentence));
}
