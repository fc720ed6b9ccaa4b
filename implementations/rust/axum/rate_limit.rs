use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Extension,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use governor::{
    DefaultDirectRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};
use lru::LruCache;

use crate::{answers::ApiError, protection::ProtectionSettings, tokens::Claims};

/// A token bucket for each subject, as the generic cell rate algorithm: one moment in time is all it
/// keeps of one (governor's `gcra.rs`).
///
/// governor has keyed limiters of its own. Their table grows with every key until somebody calls
/// `retain_recent`, so between two calls a client that invents subjects decides how much memory it
/// takes. Here whoever was asked for longest ago is forgotten, and begins with a full bucket when he
/// comes again; `tower_governor` has the same table inside, and `X-Forwarded-For` among its keys.
pub(crate) struct Limiter {
    quota: Quota,
    clock: DefaultClock,
    /// A lock held for a look-up and a comparison. Sharding it would help from some ten cores on.
    subjects: Mutex<LruCache<String, DefaultDirectRateLimiter>>,
}

impl Limiter {
    pub(crate) fn new(settings: &ProtectionSettings) -> Self {
        Self {
            quota: Quota::per_second(settings.rate_per_second).allow_burst(settings.burst),
            clock: DefaultClock::default(),
            subjects: Mutex::new(LruCache::new(settings.most_subjects)),
        }
    }

    /// # Errors
    ///
    /// How long the subject has to wait.
    fn take(&self, subject: &str) -> Result<(), Duration> {
        let mut subjects = self.subjects.lock().unwrap_or_else(PoisonError::into_inner);
        subjects
            .get_or_insert_ref(subject, || RateLimiter::direct(self.quota))
            .check()
            .map_err(|not_until| not_until.wait_time_from(self.clock.now()))
    }
}

// #region layer
/// Inside of the layer that verifies tokens. Whom a request counts for is what the issuer signed,
/// never an address that the client writes into a field itself.
pub(crate) async fn limit(
    State(limiter): State<Arc<Limiter>>,
    Extension(claims): Extension<Arc<Claims>>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    limiter.take(&claims.sub).map_err(ApiError::RateLimited)?;
    Ok(next.run(request).await)
}
// #endregion layer

#[cfg(test)]
mod tests {
    use std::num::{NonZeroU32, NonZeroUsize};

    use super::*;

    fn limiter(burst: u32, subjects: usize) -> Limiter {
        Limiter::new(&ProtectionSettings {
            secret: String::new(),
            rate_per_second: NonZeroU32::MIN,
            burst: NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN),
            most_subjects: NonZeroUsize::new(subjects).unwrap_or(NonZeroUsize::MIN),
        })
    }

    #[test]
    fn lets_a_burst_through_and_then_says_how_long_to_wait() {
        let limiter = limiter(3, 10);
        let taken = [(); 4].map(|()| limiter.take("ann"));
        assert!(taken[..3].iter().all(Result::is_ok));
        let wait = taken[3].err().unwrap_or_default();
        assert!(wait > Duration::from_millis(500) && wait <= Duration::from_secs(1));
        assert!(limiter.take("bob").is_ok());
    }

    #[test]
    fn forgets_whom_it_has_not_seen_for_longest() {
        let limiter = limiter(1, 2);
        for subject in ["ann", "bob", "cem"] {
            assert!(limiter.take(subject).is_ok());
        }
        assert!(limiter.take("cem").is_err());
        assert!(limiter.take("ann").is_ok());
    }
}
