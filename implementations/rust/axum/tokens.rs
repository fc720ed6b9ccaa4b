use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, header::AUTHORIZATION},
    middleware::Next,
    response::Response,
};
use jsonwebtoken::{Algorithm, DecodingKey, TokenData, Validation, decode};
use serde::Deserialize;

use crate::answers::ApiError;

const ISSUER: &str = "https://issuer.example";
const AUDIENCE: &str = "measured";
/// How far the clocks of issuer and server may be apart.
const LEEWAY_SECONDS: u64 = 30;
/// The limiter keeps subjects, so their length is part of its bound.
const LONGEST_SUBJECT_BYTES: usize = 64;

/// What a handler may believe of a request. `iss` is read as a text so that a list of issuers is
/// refused: to the library it is enough that one of them is right.
#[derive(Debug, Deserialize, PartialEq)]
pub(crate) struct Claims {
    pub(crate) sub: String,
    pub(crate) scope: String,
    #[serde(rename = "iss")]
    _iss: String,
}

pub(crate) struct Verifier {
    key: DecodingKey,
    validation: Validation,
}

impl Verifier {
    // #region validation
    /// Everything that RFC 8725 asks for, said by name: the library checks `exp` unasked, `nbf` only
    /// when told to, and has 60 s of leeway.
    ///
    /// The algorithm is ours to choose and never the token's: a server that believes the header lets
    /// anybody write `none` there, or sign with a public key as if it were a secret (section 2.1).
    ///
    /// # Errors
    ///
    /// A sentence, where the secret is none.
    pub(crate) fn new(secret: &str) -> Result<Self, String> {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        validation.validate_nbf = true;
        validation.leeway = LEEWAY_SECONDS;
        let key = DecodingKey::from_secret(secret.as_bytes())
            .map_err(|error| format!("TOKEN_SECRET cannot be used: {error}."))?;
        Ok(Self { key, validation })
    }
    // #endregion validation

    /// Why a token is refused is told to nobody: whoever forges one would learn how far it got.
    fn verify(&self, token: &str) -> Result<Claims, ApiError> {
        let TokenData { header, claims } = decode::<Claims>(token, &self.key, &self.validation)
            .map_err(|_why| ApiError::InvalidToken)?;
        let named = (1..=LONGEST_SUBJECT_BYTES).contains(&claims.sub.len());
        // No extension is understood here, so none may be critical (RFC 7515, 4.1.11); the library lets some pass.
        if named && !claims.scope.is_empty() && header.crit.is_none() {
            Ok(claims)
        } else {
            Err(ApiError::InvalidToken)
        }
    }
}

// #region layer
/// A layer: no handler behind it runs without a valid token, and each finds its claims in the
/// request's extensions. An extractor would do the same, but a handler that forgets it is open.
///
/// No token is remembered. A cache would save the signature and keep a token alive that has expired
/// or was taken back in the meantime; it must be bounded, too, or whoever signs fills the memory.
pub(crate) async fn verify(
    State(verifier): State<Arc<Verifier>>,
    mut request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let claims = verifier.verify(bearer(request.headers())?)?;
    request.extensions_mut().insert(Arc::new(claims));
    Ok(next.run(request).await)
}
// #endregion layer

/// The token of the one `Authorization` field. Of two, a proxy may have checked the other.
fn bearer(headers: &HeaderMap) -> Result<&str, ApiError> {
    let mut fields = headers.get_all(AUTHORIZATION).iter();
    let field = fields.next().ok_or(ApiError::MissingToken)?;
    if fields.next().is_some() {
        return Err(ApiError::AmbiguousToken);
    }
    let text = field.to_str().map_err(|_not_text| ApiError::InvalidToken)?;
    let (scheme, token) = text.split_once(' ').unwrap_or((text, ""));
    // Of a scheme the letter case does not matter (RFC 9110, section 11.1).
    if scheme.eq_ignore_ascii_case("bearer") {
        Ok(token.trim_start_matches(' '))
    } else {
        Err(ApiError::MissingToken)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(fields: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for field in fields {
            headers.append(AUTHORIZATION, HeaderValue::from_static(field));
        }
        headers
    }

    #[test]
    fn finds_the_one_token() {
        assert_eq!(bearer(&headers(&["Bearer a.b.c"])), Ok("a.b.c"));
        assert_eq!(bearer(&headers(&["bearer  a.b.c"])), Ok("a.b.c"));
        assert_eq!(bearer(&headers(&["Bearer"])), Ok(""));
        assert_eq!(bearer(&headers(&[])), Err(ApiError::MissingToken));
        assert_eq!(
            bearer(&headers(&["Basic dTpw"])),
            Err(ApiError::MissingToken)
        );
        assert_eq!(
            bearer(&headers(&["Bearer a.b.c", "Bearer a.b.c"])),
            Err(ApiError::AmbiguousToken)
        );
    }

    #[test]
    fn refuses_what_is_no_token() -> Result<(), String> {
        let verifier = Verifier::new(&"s".repeat(32))?;
        for text in ["", "a.b.c", "a.b", "....", "eyJhbGciOiJub25lIn0.e30."] {
            assert_eq!(verifier.verify(text), Err(ApiError::InvalidToken), "{text}");
        }
        Ok(())
    }
}
