use axum::{BoxError, Router, error_handling::HandleErrorLayer};
use tower::{ServiceBuilder, limit::GlobalConcurrencyLimitLayer, load_shed::LoadShedLayer};

use crate::answers::ApiError;

/// Requests in flight at once. By Little's law a core that needs 1 ms for each, after a wait of
/// 20 ms, has 21 of them under way when it is just busy; three times as many wait 40 ms at most.
const MOST_IN_FLIGHT: usize = 64;

// #region limit
/// Answers at most so many requests at a time and refuses the others at once, so that those which
/// are answered are answered soon.
///
/// The two layers need each other: the limit alone is a queue without an end, since hyper reads on
/// whatever the service says; `LoadShed` turns "not ready" into a refusal. `Global`, because axum puts
/// a layer around each route by itself, and each would have a limit of its own.
///
/// What is counted is what waits in `await`. A handler that computes never lets another begin on its
/// thread, so on one core a server which only computes has one request in flight and never refuses:
/// there the queue is in the sockets, where nobody counts it.
pub(crate) fn limited<S: Clone + Send + Sync + 'static>(paths: Router<S>) -> Router<S> {
    paths.layer(
        ServiceBuilder::new()
            .layer(HandleErrorLayer::new(async |_: BoxError| {
                ApiError::Overloaded
            }))
            .layer(LoadShedLayer::new())
            .layer(GlobalConcurrencyLimitLayer::new(MOST_IN_FLIGHT)),
    )
}
// #endregion limit
