//! Where the strings of a JSON text begin and end, found in one pass.

use wide::u8x16;

/// The places of all quotation marks that begin or end a string, in order: those behind an odd number of backslashes are left out.
///
/// `ESCAPES` says whether there are any backslashes. Strings of a canvas are short, so that a search for the end of each, however quick,
/// would spend its time on beginning: instead, 64 bytes at a time become the bits of one number, in which each bit set is a quotation mark.
pub(crate) fn quotes<const ESCAPES: bool>(bytes: &[u8]) -> Vec<u32> {
    let mut found = Vec::with_capacity(bytes.len() / 6 + 64);
    let (blocks, rest) = bytes.as_chunks::<64>();
    let mut at = 0;
    for block in blocks {
        add::<ESCAPES>(bytes, at, block, &mut found);
        at += 64;
    }
    let mut last = [0; 64];
    last[..rest.len()].copy_from_slice(rest);
    add::<ESCAPES>(bytes, at, &last, &mut found);
    found
}

fn add<const ESCAPES: bool>(bytes: &[u8], at: usize, block: &[u8; 64], found: &mut Vec<u32>) {
    let quote = u8x16::new([b'"'; 16]);
    let (lanes, _) = block.as_chunks::<16>();
    let mut marks = lanes.iter().rev().fold(0_u64, |marks, lane| marks << 16 | u64::from(u8x16::new(*lane).simd_eq(quote).to_bitmask()));
    // Collected here first: no look at the room in the list for each of them.
    let mut places = [0_u32; 64];
    let mut count = 0;
    while marks != 0 {
        let mark = at + marks.trailing_zeros() as usize;
        if !ESCAPES || !is_escaped(bytes, mark) {
            places[count & 63] = mark as u32;
            count += 1;
        }
        marks &= marks - 1;
    }
    found.extend_from_slice(&places[..count]);
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
