//! The group of which a segment tells the price that a stream asks: `from the estate, pays 30` and `sessions at 30`.

use canvass_model::Decimal;
use canvass_model::blocks::Block;

use crate::context::Context;
use crate::fill::SAID;
use crate::links::Targets;
use crate::money::price;
use crate::text::Text;

/// The one group beside whose name the price of a stream stands.
pub(super) fn priced(context: &Context, text: &Text) -> Option<Targets> {
    let asked = amount(context, text)?;
    let mut same = context.served().filter(|&at| context.texts(Block::CustomerSegments).get(at).and_then(|segment| amount(context, segment)) == Some(asked));
    let only = same.next().filter(|_| same.next().is_none())?;
    // Of several streams at one price the price tells nothing.
    let alike = context.present(Block::RevenueStreams).filter(|other| amount(context, other) == Some(asked)).count();
    (alike == 1).then(|| Targets { groups: vec![only], words: text.name().to_owned(), confidence: SAID })
}

/// The one price that a note names, if it is of some size.
fn amount(context: &Context, text: &Text) -> Option<Decimal> {
    let (money, _) = price(text, context.matcher, context.language)?;
    let (low, high) = (money.amount.low.value(), money.amount.high.value());
    (low == high && !high.is_zero()).then_some(high)
}

#[cfg(test)]
mod tests {
    use crate::testing::{payers, read_notes};

    /// How many groups pay each stream.
    fn told(groups: [&str; 2], streams: [&str; 2]) -> Vec<usize> {
        payers(&read_notes("en", &[("customer_segments", &groups), ("value_propositions", &["An hour of therapy"]), ("revenue_streams", &streams)]))
    }

    #[test]
    fn who_is_said_to_pay_a_price_pays_the_stream_of_that_price() {
        let streams = ["Sessions at $220", "Sessions at $30"];
        assert_eq!(told(["People who work downtown, $220", "People who live on the hill, $30"], streams), [1, 1]);
        assert_eq!(told(["People who work downtown", "People who live on the hill"], streams), [2, 2]);
    }

    #[test]
    fn one_price_for_all_tells_nobody() {
        assert_eq!(told(["People who work downtown, $30", "People who live on the hill, $30"], ["Sessions at $30", "Tea"]), [2, 2]);
    }
}
