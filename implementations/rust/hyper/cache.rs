use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::Bytes;
use http_body_util::Full;
use hyper::{
    Response,
    header::{AGE, CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue},
};
use moka::{Expiry, future::Cache};

use crate::{
    answers::{Answer, ApiError, JSON},
    freshness::{Freshness, cache_control},
    origin::Origin,
    settings::CacheSettings,
};

const CACHE_STATUS: HeaderName = HeaderName::from_static("cache-status");

/// Longer keys are no names of documents, and would let strangers fill the memory.
const LONGEST_KEY: usize = 64;

pub(crate) struct Document {
    body: Bytes,
    cache_control: Option<HeaderValue>,
    storable: bool,
    /// When it was new at the origin.
    born: Instant,
    fresh_until: Instant,
    stale_until: Instant,
}

/// What one call of the origin came to, for all who waited for it.
#[derive(Clone)]
enum Outcome {
    Answered(Arc<Document>),
    /// The origin failed, and said earlier that this may then be given in place of an answer.
    Stale(Arc<Document>),
    Failed(ApiError),
}

/// How a document was come by.
enum How {
    Hit(Duration),
    Stored,
    Collapsed,
    NotStored,
    StaleIfError,
}

// #region cache
/// Documents of the origin, kept as long as they are of use and there is room.
///
/// moka evicts what is asked for least often of late (`TinyLFU`), and has no thread of its own: who reads or
/// writes does a little of its upkeep. Its values are cloned for each reader, hence the `Arc`, and the
/// `Bytes` in it, which hyper sends without a copy.
pub(crate) struct DocumentCache {
    origin: Origin,
    ttl: Duration,
    kept: Cache<String, Outcome>,
}

impl DocumentCache {
    pub(crate) fn new(settings: CacheSettings) -> Self {
        let kept = Cache::builder()
            .max_capacity(settings.entries.into())
            .expire_after(UntilOfNoUse)
            .build();
        Self {
            origin: Origin::new(settings.origin_url, settings.origin_wait),
            ttl: settings.ttl,
            kept,
        }
    }

    async fn get(&self, key: &str) -> Result<(Arc<Document>, How), ApiError> {
        let stored = self.kept.get(key).await.and_then(Outcome::kept);
        if let Some(document) = stored.as_ref().filter(|document| document.is_fresh()) {
            let left = document.fresh_until - Instant::now().min(document.fresh_until);
            return Ok((document.clone(), How::Hit(left)));
        }
        // What `get_with` does for a key that is not there, also for one whose document is stale: of all
        // who ask at once one calls the origin, and the others wait for its outcome. Should the client
        // of that one hang up, its future is dropped, and moka lets one of the others begin anew.
        let entry = self
            .kept
            .entry_by_ref(key)
            .or_insert_with_if(self.fetch(key, stored), |outcome| !outcome.is_fresh())
            .await;
        let asked = entry.is_fresh();
        match entry.into_value() {
            Outcome::Stale(document) => Ok((document, How::StaleIfError)),
            Outcome::Failed(error) => Err(error),
            Outcome::Answered(document) if !document.storable && asked => {
                Ok((document, How::NotStored))
            }
            // What nobody else may have was not for those who waited for it: each asks for itself.
            Outcome::Answered(document) if !document.storable => {
                Ok((self.ask(key).await?, How::NotStored))
            }
            Outcome::Answered(document) if asked => Ok((document, How::Stored)),
            Outcome::Answered(document) => Ok((document, How::Collapsed)),
        }
    }

    /// A failure becomes a value, for those who wait. moka has a way for a `Result` as well
    /// (`or_try_insert_with`), but none that also replaces what is stale.
    async fn fetch(&self, key: &str, stored: Option<Arc<Document>>) -> Outcome {
        match self.ask(key).await {
            Ok(document) => Outcome::Answered(document),
            Err(ApiError::NotFound) => Outcome::Failed(ApiError::NotFound),
            // Old is better than nothing, as long as the origin said so (RFC 5861).
            Err(error) => stored
                .filter(|document| Instant::now() < document.stale_until)
                .map_or(Outcome::Failed(error), Outcome::Stale),
        }
    }

    async fn ask(&self, key: &str) -> Result<Arc<Document>, ApiError> {
        let (body, headers) = self.origin.document(key).await?;
        let allowed = Freshness::of(&headers, self.ttl);
        let now = Instant::now();
        Ok(Arc::new(Document {
            body,
            cache_control: headers
                .contains_key(CACHE_CONTROL)
                .then(|| HeaderValue::from_bytes(&cache_control(&headers)).ok())
                .flatten(),
            storable: allowed.storable,
            born: now.checked_sub(allowed.age).unwrap_or(now),
            fresh_until: now + allowed.fresh,
            stale_until: now + allowed.fresh + allowed.stale_if_error,
        }))
    }
}

impl Outcome {
    fn kept(self) -> Option<Arc<Document>> {
        match self {
            Self::Answered(document) | Self::Stale(document) => {
                Some(document).filter(|document| document.storable)
            }
            Self::Failed(_) => None,
        }
    }

    fn is_fresh(&self) -> bool {
        matches!(self, Self::Answered(document) if document.is_fresh())
    }
}

/// Each has a time of its own; that of what may not be kept is over at once.
struct UntilOfNoUse;

impl Expiry<String, Outcome> for UntilOfNoUse {
    fn expire_after_create(&self, _: &String, value: &Outcome, _: Instant) -> Option<Duration> {
        let kept = value.clone().kept();
        let left = kept.map(|kept| kept.stale_until.saturating_duration_since(Instant::now()));
        Some(left.unwrap_or_default())
    }

    fn expire_after_update(
        &self,
        key: &String,
        value: &Outcome,
        updated_at: Instant,
        _: Option<Duration>,
    ) -> Option<Duration> {
        self.expire_after_create(key, value, updated_at)
    }
}
// #endregion cache

impl Document {
    fn is_fresh(&self) -> bool {
        self.storable && Instant::now() < self.fresh_until
    }
}

/// `GET /cached/{key}`
///
/// Says in `Cache-Status` (RFC 9211) whether the origin was asked, and not in `X-Cache`, which every
/// cache writes in its own way: the standard field also tells of a call that several waited for, and of
/// how long an answer will be fresh.
pub(crate) async fn cached(cache: &DocumentCache, key: &str) -> Result<Answer, ApiError> {
    if !is_key(key) {
        return Err(ApiError::NotFound);
    }
    let (document, how) = cache.get(key).await?;
    let status = match how {
        How::Hit(left) => format!("cache; hit; ttl={}", left.as_secs()),
        How::Stored => "cache; fwd=miss; stored".to_owned(),
        How::Collapsed => "cache; fwd=miss; collapsed".to_owned(),
        How::NotStored => "cache; fwd=miss".to_owned(),
        How::StaleIfError => "cache; fwd=stale; detail=stale-if-error".to_owned(),
    };
    let mut answer = Response::new(Full::new(document.body.clone()));
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, JSON);
    if let Ok(status) = HeaderValue::try_from(status) {
        headers.insert(CACHE_STATUS, status);
    }
    if let Some(cache_control) = &document.cache_control {
        headers.insert(CACHE_CONTROL, cache_control.clone());
    }
    // Only of what was kept: the field says that the origin was not asked (RFC 9111, 5.1).
    if matches!(how, How::Hit(_) | How::StaleIfError) {
        headers.insert(AGE, document.born.elapsed().as_secs().into());
    }
    Ok(answer)
}

fn is_key(text: &str) -> bool {
    let is_known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=LONGEST_KEY).contains(&text.len()) && text.bytes().all(is_known)
}
