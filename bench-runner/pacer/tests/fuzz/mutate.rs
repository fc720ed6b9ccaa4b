//! Answers that were right.

use pacer::random::Random;

use crate::draw::{any_bytes, below, one_of};
use crate::message::message;

/// What parsers trip over.
const TOKENS: [&[u8]; 24] = [
    b"\r\n",
    b"\n",
    b"\r",
    b"\r\n\r\n",
    b"\0",
    b" ",
    b"\t",
    b":",
    b",",
    b";",
    b"0\r\n\r\n",
    b"ffffffffffffffff\r\n",
    b"-1",
    b"18446744073709551616",
    b"HTTP/1.1 200 OK\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\n",
    b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
    b"Content-Length: 5\r\n",
    b"Content-Length: 99999999999999999999\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Transfer-Encoding: gzip, chunked\r\n",
    b"Connection: close\r\n",
    b"\x80\xff",
    b"\r\n x",
];

/// Changes bytes in one to four places.
pub(crate) fn mutate(random: &mut Random, bytes: &mut Vec<u8>) {
    for _ in 0..1 + below(random, 4) {
        let at = below(random, bytes.len() + 1);
        let to = (at + below(random, 40)).min(bytes.len());
        match below(random, 8) {
            0 if at < bytes.len() => bytes[at] ^= 1 << below(random, 8),
            1 => drop(bytes.drain(at..to)),
            2 => bytes.truncate(at),
            3 => {
                let again = bytes[at..to].to_vec();
                drop(bytes.splice(at..at, again));
            }
            4 => {
                let (count, any) = (below(random, 6), below(random, 256) as u8);
                drop(bytes.splice(at..at, vec![any; count * count * count * 200]));
            }
            5 => {
                let other = message(random).bytes;
                let from = below(random, other.len());
                drop(bytes.splice(at..to, other[from..].iter().copied()));
            }
            6 => {
                let length = below(random, 9);
                drop(bytes.splice(at..to, any_bytes(random, length)));
            }
            _ => {
                let token = one_of(random, &TOKENS);
                drop(bytes.splice(at..at, token.iter().copied()));
            }
        }
    }
}
