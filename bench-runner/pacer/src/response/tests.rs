use super::*;

fn read(pieces: &[&[u8]]) -> Result<Progress, Malformed> {
    let mut reader = ResponseReader::default();
    reader.start(false);
    let mut progress = Progress::Incomplete;
    for piece in pieces {
        progress = reader.feed(piece)?;
    }
    Ok(progress)
}

fn complete(status: u16, body_bytes: u64, keep_alive: bool) -> Result<Progress, Malformed> {
    Ok(Progress::Complete(Response { status, body_bytes, keep_alive }))
}

/// Answers that are whole, with what they must be read as.
const WHOLE: &[(&[u8], u16, u64, bool)] = &[
    (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, 5, true),
    (b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", 200, 0, true),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: Close\r\n\r\nok", 200, 2, false),
    (b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, 2, false),
    (b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\nConnection: x, keep-alive\r\n\r\nok", 200, 2, true),
    (b"HTTP/1.1 204 No Content\r\n\r\n", 204, 0, true),
    (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", 304, 0, true),
    (b"HTTP/1.1 304 X\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n", 304, 0, true),
    (b"HTTP/1.1 204\r\nContent-Length: 9\r\n\r\n", 204, 0, true),
    (b"HTTP/1.0 204 X\r\n\r\n", 204, 0, false),
    (b"HTTP/1.1 200 \r\nContent-Length: 2, 2\r\nContent-Length: 2\r\n\r\nok", 200, 2, true),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 002\r\n\r\nok", 200, 2, true),
    // Lines ended by LF alone, which section 2.2 allows in the head and 7.1 not in chunks.
    (b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok", 200, 2, true),
    // Folded lines: a field of several lines, and one that begins on the second.
    (b"HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length:\r\n\t2\r\n\r\nok", 200, 2, true),
    (
        b"HTTP/1.1 200 OK\r\nConnection: keep-alive,\r\n close\r\nContent-Length: 2\r\n\r\nok",
        200,
        2,
        false,
    ),
    (
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 X\r\n\r\n",
        204,
        0,
        true,
    ),
    (b"HTTP/1.1 999 Odd\r\nContent-Length: 0\r\nConnection: close, x\r\n\r\n", 999, 0, false),
    (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\n1", 201, 1, true),
    (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 200, 5, true),
    (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n1A;a=\"b\"\r\nabcdefghijklmnopqrstuvwxyz\r\n3 \r\nxyz\r\n000\r\nX-Sum: 1\r\nY: 2\r\n\r\n",
        200,
        29,
        true,
    ),
];

#[test]
fn whole_answers_are_read_wherever_the_pieces_are_cut() {
    for (bytes, status, body_bytes, keep_alive) in WHOLE {
        let expected = complete(*status, *body_bytes, *keep_alive);
        let text = String::from_utf8_lossy(bytes);
        assert_eq!(read(&[bytes]), expected, "in one piece: {text}");
        for cut in 0..bytes.len() {
            let (left, right) = bytes.split_at(cut);
            assert_eq!(read(&[left]), Ok(Progress::Incomplete), "cut at {cut}: {text}");
            assert_eq!(read(&[left, right]), expected, "joined at {cut}: {text}");
        }
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(read(&single), expected, "byte by byte: {text}");
    }
}

#[test]
fn bytes_after_the_answer_are_malformed() {
    for (bytes, ..) in WHOLE {
        let longer = [*bytes, b"H"].concat();
        assert_eq!(read(&[&longer]), Err(Malformed), "{}", String::from_utf8_lossy(&longer));
    }
}

#[test]
fn broken_answers_are_malformed() {
    let broken: &[&[u8]] = &[
        b"garbage\r\n\r\n",
        b"\x16\x03\x01\x02\x00",
        b"HTTP/2 200 OK\r\n\r\n",
        b"HTTP/1.1 20 OK\r\n\r\n",
        b"HTTP/1.1 099 No\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5,\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\n Content-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
        b"\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloo\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000000000000000\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5 5\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n;a\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a\0\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nno colon\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n: x\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: \x01\r\n",
    ];
    for bytes in broken {
        let text = String::from_utf8_lossy(bytes);
        assert_eq!(read(&[bytes]), Err(Malformed), "{text}");
    }
}

#[test]
fn endless_heads_lines_and_trailers_are_malformed() {
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".as_slice();
    let field = b"X-Filler: 0123456789012345678901234567890123456789\r\n".repeat(512);
    let starts: [(&[u8], &[u8]); 6] = [
        (b"HTTP/1.1 200 OK\r\nX: ", &[b'x'; 20_000]),
        (b"HTTP/1.1 200 OK\r\n", &field),
        (chunked, &[b"5;".as_slice(), &[b'x'; 5_000]].concat()),
        (chunked, &[b"5 ".as_slice(), &[b' '; 5_000]].concat()),
        (chunked, &[b"0\r\nX: ".as_slice(), &[b'x'; 5_000]].concat()),
        (chunked, &[b"0\r\n".as_slice(), &b"X:\r\n".repeat(5_000)].concat()),
    ];
    for (start, rest) in starts {
        assert_eq!(read(&[&[start, rest].concat()]), Err(Malformed), "in one piece");
        let pieces: Vec<&[u8]> = rest.chunks(1000).collect();
        assert_eq!(read(&[&[start], pieces.as_slice()].concat()), Err(Malformed), "in pieces");
    }
}

#[test]
fn an_answer_without_length_ends_with_the_connection() {
    let mut reader = ResponseReader::default();
    reader.start(false);
    let open = reader.feed(b"HTTP/1.1 200 OK\r\n\r\nhel").and_then(|_| reader.feed(b"lo"));
    assert_eq!(open, Ok(Progress::Incomplete));
    assert_eq!(reader.finish(), Some(Response { status: 200, body_bytes: 5, keep_alive: false }));
}

#[test]
fn a_cut_off_answer_stays_without_a_verdict() {
    for bytes in [
        b"".as_slice(),
        b"HTTP/1.1 200",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
    ] {
        let mut reader = ResponseReader::default();
        reader.start(false);
        assert_eq!(reader.feed(bytes), Ok(Progress::Incomplete));
        assert_eq!(reader.finish(), None);
    }
}

#[test]
fn an_answer_to_head_has_no_body() {
    for bytes in [
        b"HTTP/1.1 200 OK\r\nContent-Length: 24\r\n\r\n".as_slice(),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
    ] {
        let mut reader = ResponseReader::default();
        reader.start(true);
        assert_eq!(reader.feed(bytes), complete(200, 0, true));
    }
}

#[test]
fn a_head_may_be_as_long_and_have_as_many_fields_as_the_limits_say() {
    let of_length = |length: usize| {
        let rest = b"HTTP/1.1 204 X\r\nX: \r\n\r\n".len();
        [b"HTTP/1.1 204 X\r\nX: ".as_slice(), &vec![b'x'; length - rest], b"\r\n\r\n"].concat()
    };
    let of_fields = |count: usize| {
        [b"HTTP/1.1 204 X\r\n".as_slice(), &b"X: 1\r\n".repeat(count), b"\r\n"].concat()
    };
    let whole = complete(204, 0, true);
    for (bytes, expected) in [
        (of_length(HEAD_BYTES_MAX), whole),
        (of_length(HEAD_BYTES_MAX + 1), Err(Malformed)),
        (of_fields(96), whole),
        (of_fields(97), Err(Malformed)),
    ] {
        assert_eq!(read(&[&bytes]), expected);
        for cut in [1, bytes.len() / 2, bytes.len() - 3, bytes.len() - 1] {
            let (left, right) = bytes.split_at(cut);
            assert_eq!(read(&[left, right]), expected, "cut at {cut}");
        }
    }
}

#[test]
fn reading_nothing_changes_nothing() {
    assert_eq!(read(&[b""]), Ok(Progress::Incomplete));
    let pieces: [&[u8]; 5] = [b"", b"HTTP/1.1 200 OK\r\nContent-Le", b"", b"ngth: 2\r\n\r\no", b""];
    assert_eq!(read(&pieces), Ok(Progress::Incomplete));
    assert_eq!(read(&[&pieces[..], &[b"k"]].concat()), complete(200, 2, true));
}

#[test]
fn a_reader_forgets_the_last_answer() {
    let mut reader = ResponseReader::default();
    reader.start(false);
    assert_eq!(reader.feed(b"HTTP/1.1 200 OK\r\nContent-Le"), Ok(Progress::Incomplete));
    reader.start(false);
    let answer = reader.feed(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    assert_eq!(answer, complete(200, 2, true));
}
