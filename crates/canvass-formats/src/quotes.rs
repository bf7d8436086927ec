//! Where the strings of a JSON text begin and end, found in one pass.

use wide::u8x16;

/// The places of all quotation marks that begin or end a string, in order: those behind an odd number of backslashes are left out.
///
/// `ESCAPES` says whether there are any backslashes. Strings of a canvas are short, so that a search for the end of each, however quick,
/// would spend its time on beginning: instead, 64 bytes at a time become the bits of one number, in which each bit set is a quotation mark.
pub(crate) fn quotes<const ESCAPES: bool>(bytes: &[u8]) -> Vec<u32> {
    // Zeros first, so that no place asks for room of its own; few texts have a quotation mark for every four bytes.
    let mut found = vec![0; bytes.len() / 4 + 64];
    let mut count = 0;
    let (blocks, rest) = bytes.as_chunks::<64>();
    let mut at = 0;
    for block in blocks {
        count += add::<ESCAPES>(bytes, at, block, &mut found, count);
        at += 64;
    }
    let mut last = [0; 64];
    last[..rest.len()].copy_from_slice(rest);
    count += add::<ESCAPES>(bytes, at, &last, &mut found, count);
    found.truncate(count);
    found
}

/// Writes the places of one block behind the first `count`; how many there are.
#[inline]
fn add<const ESCAPES: bool>(bytes: &[u8], at: usize, block: &[u8; 64], found: &mut Vec<u32>, count: usize) -> usize {
    if found.len() < count + 64 {
        found.resize(2 * count + 64, 0);
    }
    let Some(places) = found[count..].first_chunk_mut::<64>() else { return 0 };
    let quote = u8x16::new([b'"'; 16]);
    let (lanes, _) = block.as_chunks::<16>();
    let mut marks = lanes.iter().rev().fold(0_u64, |marks, lane| marks << 16 | u64::from(u8x16::new(*lane).simd_eq(quote).to_bitmask()));
    let mut added = 0;
    while marks != 0 {
        let mark = at + marks.trailing_zeros() as usize;
        if !ESCAPES || !is_escaped(bytes, mark) {
            places[added & 63] = mark as u32;
            added += 1;
        }
        marks &= marks - 1;
    }
    added
}

/// Whether the byte at a place stands behind an odd number of backslashes.
pub(crate) fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn they_are_what_a_plain_search_finds(text in "[ab\"#!\\\\\u{80}-\u{ff}客]{0,40}") {
            let mut plain = Vec::new();
            let mut escaped = false;
            for (at, byte) in text.bytes().enumerate() {
                if byte == b'"' && !escaped {
                    plain.push(at as u32);
                }
                escaped = byte == b'\\' && !escaped;
            }
            proptest::prop_assert_eq!(&quotes::<true>(text.as_bytes()), &plain);
            if !text.contains('\\') {
                proptest::prop_assert_eq!(quotes::<false>(text.as_bytes()), plain);
            }
        }
    }
}
