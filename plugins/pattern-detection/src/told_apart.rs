//! What rules a pattern out though its own conditions hold: each canvas follows the pattern, and with one more fact it does not.

use crate::told::{follows, told};

/// A pattern that a canvas follows until a segment, an offer or another item joins it.
fn until(pattern: &str, canvas: &str, block: &str, item: &str) {
    told(pattern, canvas, &[]);
    let joined = canvas.replace(&format!("{block}: ["), &format!("{block}: [{item}, "));
    assert_ne!(joined, canvas, "{block}");
    assert!(!follows(&joined, pattern), "{pattern} with {item}");
}

/// A group that is let in free, whose attention a business pays for.
const AUDIENCE: &str = "{id: readers, name: Readers, kind: individuals, roles: [user], contributes: [{kind: attention, to: brands}]}, {id: brands, name: Brands, kind: businesses}";

/// Sellers and buyers who come for each other.
const SIDES: &str = "{id: growers, name: Growers, contributes: [{kind: supply, to: cooks}]}, \
                     {id: cooks, name: Cooks, contributes: [{kind: network, to: growers}]}";

#[test]
fn who_buys_from_a_business_in_between_is_no_customer_of_ours() {
    let soap = "customer_segments: [{id: people, name: People, kind: individuals, customer_of: chemists}]\nvalue_propositions: [{id: soap, name: Soap, for: people}]\n\
                revenue_streams: [{name: Bars, from: people, for: soap}, {name: Cases, from: chemists}]\n";
    let chemists = "{id: chemists, name: Chemists, kind: businesses}";
    let apart = soap.replace(", customer_of: chemists", "").replace(", {name: Cases, from: chemists}", "");
    told("b2c", &apart, &[]);
    assert!(!follows(&soap.replace("customer_segments: [", &format!("customer_segments: [{chemists}, ")), "b2c"));
}

#[test]
fn sellers_on_bring_their_customers_with_them() {
    let soap = "customer_segments: [{id: chemists, name: Chemists, kind: businesses, tags: [resells]}, {id: people, name: People, kind: individuals}]\n\
                value_propositions: [{id: soap, name: Soap, for: chemists}]\nrevenue_streams: [{name: Cases, from: chemists, for: soap}]\n";
    told("b2b2c", soap, &[(", tags: [resells]", ""), ("name: Cases", "name: Cases, tags: [royalty]"), ("kind: individuals", "kind: businesses")]);
}

#[test]
fn free_users_are_no_shoppers_in_a_store_within_a_store() {
    let corner = "customer_segments: [{id: people, name: People}]\nvalue_propositions: [{id: tea, name: Tea, for: people}]\n\
                  channels: [{name: Corner in a bookshop, phases: [purchase], tags: [shop_in_shop]}]\nrevenue_streams: [{name: Tins, from: people, for: tea}]\n";
    until("shop_in_shop", corner, "customer_segments", "{id: guests, name: Guests, roles: [user]}");
}

#[test]
fn to_buy_on_a_website_is_no_self_service() {
    let wash = "customer_segments: [{id: drivers, name: Drivers}]\nvalue_propositions: [{id: box, name: Box, for: drivers, tags: [cheapest]}]\n\
                customer_relationships: [{name: Alone, with: drivers, kind: self_service}]\nchannels: [{name: The yard, kind: own_store}]\n\
                revenue_streams: [{name: Coins, from: drivers, for: box}]\n";
    told("self_service", wash, &[("own_store", "web_sales")]);
}

#[test]
fn two_sides_that_deal_pay_for_that_and_not_by_use() {
    let meter = format!(
        "customer_segments: [{SIDES}]\nvalue_propositions: [{{id: oven, name: Oven, for: cooks}}]\n\
         revenue_streams: [{{name: Hours, from: cooks, for: oven, tags: [metered]}}]\n"
    );
    told("pay_per_use", &meter.replace("contributes: [{kind: supply, to: cooks}]", "kind: businesses"), &[]);
    assert!(!follows(&meter, "pay_per_use"));
}

#[test]
fn where_attention_is_sold_nobody_refers_and_nobody_trades() {
    let guide = "customer_segments: [{id: people, name: People}]\nvalue_propositions: [{id: tours, name: Tours, for: people}]\n\
                 key_partnerships: [{name: Bloggers, tags: [referral_paid]}]\nrevenue_streams: [{name: Tickets, from: people, for: tours}]\n";
    told("affiliation", guide, &[]);
    let paper = guide
        .replace("customer_segments: [", &format!("customer_segments: [{AUDIENCE}, "))
        .replace("revenue_streams: [", "revenue_streams: [{name: Banners, from: brands, kind: advertising}, ");
    assert!(!follows(&paper, "affiliation"));

    let market = format!(
        "customer_segments: [{SIDES}]\nvalue_propositions: [{{id: roots, name: Roots, for: cooks}}, {{id: orders, name: Orders, for: growers}}]\n\
         revenue_streams: [{{name: Commission, from: growers, for: orders, kind: brokerage_fee}}]\n"
    );
    told("poster.marketplace", &market, &[]);
    let paper = market
        .replace("customer_segments: [", &format!("customer_segments: [{AUDIENCE}, "))
        .replace("revenue_streams: [", "revenue_streams: [{name: Banners, from: brands, kind: advertising}, ");
    assert!(!follows(&paper, "poster.marketplace"));
}

#[test]
fn both_sides_that_pay_for_each_other_are_a_market() {
    let market = format!(
        "customer_segments: [{SIDES}]\nvalue_propositions: [{{id: roots, name: Roots, for: cooks}}, {{id: orders, name: Orders, for: growers}}]\n\
         revenue_streams: [{{name: Page, from: growers, for: orders, kind: asset_sale}}, {{name: Contact, from: cooks, for: roots, kind: asset_sale}}]\n"
    );
    told("poster.marketplace", &market, &[("name: Page, from: growers", "name: Page, from: cooks"), ("kind: network", "kind: attention")]);
}

#[test]
fn a_large_public_is_one_that_is_not_known_to_be_small() {
    let paper = format!(
        "customer_segments: [{AUDIENCE}]\nvalue_propositions: [{{id: news, name: News, for: readers}}, {{id: pages, name: Pages, for: brands}}]\n\
         revenue_streams: [{{name: Banners, from: brands, for: pages, kind: advertising}}]\n"
    );
    let with = |size: &str| paper.replace("name: Readers", &format!("name: Readers, size: {size}"));
    told("mode.advertising", &paper, &[("kind: advertising", "kind: asset_sale")]);
    assert!(follows(&with("4000"), "mode.advertising") && !follows(&with("400"), "mode.advertising"));
}

#[test]
fn whoever_needs_the_refill_is_held() {
    let water = "customer_segments: [{id: offices, name: Offices}]\nvalue_propositions: [{id: stand, name: Stand, for: offices, tags: [bait]}]\n\
                 revenue_streams: [{name: Bottles, from: offices, tags: [refill]}]\n";
    told("lock_in", water, &[("tags: [bait]", "tags: [flour]"), ("refill", "flour")]);
}

#[test]
fn who_sends_in_what_others_read_is_a_crowd() {
    let paper = format!(
        "customer_segments: [{AUDIENCE}, {{id: hikers, name: Hikers, roles: [user], contributes: [{{kind: content, to: readers}}]}}]\n\
         value_propositions: [{{id: tracks, name: Tracks, for: [readers, hikers]}}, {{id: pages, name: Pages, for: brands}}]\n\
         revenue_streams: [{{name: Banners, from: brands, for: pages, kind: advertising}}]\n"
    );
    for pattern in ["crowdsourcing", "poster.social_network"] {
        told(pattern, &paper, &[("kind: content", "kind: referral"), ("kind: advertising", "kind: asset_sale")]);
    }
}

#[test]
fn the_same_people_buy_beside_what_they_have_free() {
    let recipes = "customer_segments: [{id: cooks, name: Cooks, tags: [some_pay]}]\nvalue_propositions: [{id: recipes, name: Recipes, for: cooks}]\n\
                   revenue_streams: [{name: Spices, from: cooks, kind: asset_sale}]\n";
    told(
        "base_and_monetise",
        recipes,
        &[("some_pay", "flour"), ("asset_sale", "subscription_fee"), ("asset_sale", "licensing"), ("name: Spices", "name: Spices, tags: [in_app]")],
    );
}

#[test]
fn what_brings_two_sides_together_is_neither_a_tool_for_staff_nor_sold_under_another_name() {
    let tool = "customer_segments: [{id: firms, name: Firms, kind: businesses}]\nvalue_propositions: [{id: rota, name: Rota, for: firms, tags: [software, white_label]}]\n\
                revenue_streams: [{name: Fee, from: firms, for: rota, kind: subscription_fee}]\n";
    for pattern in ["poster.subscription", "white_label"] {
        told(pattern, tool, &[]);
        assert!(!follows(&tool.replace("customer_segments: [", &format!("customer_segments: [{SIDES}, ")), pattern), "{pattern}");
    }
    let readers = "customer_segments: [{id: readers, name: Readers, roles: [user]}, ";
    let paper =
        tool.replace("customer_segments: [", readers).replace("revenue_streams: [", "revenue_streams: [{name: Banners, from: firms, kind: advertising}, ");
    assert!(!follows(&paper, "poster.subscription"));
}

#[test]
fn an_account_that_some_pay_for_is_no_market() {
    let market = format!(
        "customer_segments: [{SIDES}]\nvalue_propositions: [{{id: roots, name: Roots, for: cooks}}, {{id: orders, name: Orders, for: growers}}]\n\
         revenue_streams: [{{name: Commission, from: growers, for: orders, kind: brokerage_fee}}]\n"
    );
    let starters = "{id: starters, name: Starters, roles: [user], part_of: growers}";
    told("poster.marketplace", &market, &[]);
    assert!(!follows(&market.replace("customer_segments: [", &format!("customer_segments: [{starters}, ")), "poster.marketplace"));
}

#[test]
fn whose_repairs_are_paid_one_by_one_is_not_guaranteed_that_it_works() {
    let lifts = "customer_segments: [{id: hosts, name: Hosts, kind: individuals}]\nvalue_propositions: [{id: lift, name: Lift, for: hosts, tags: [guaranteed_uptime]}]\n\
                 key_activities: [{name: Rounds, tags: [maintenance]}]\n\
                 revenue_streams: [{name: Fee, from: hosts, for: lift, kind: subscription_fee}, {name: Other, from: hosts, kind: asset_sale}]\n";
    told("guaranteed_availability", lifts, &[("asset_sale", "usage_fee")]);
}

#[test]
fn where_things_are_let_no_money_is_lent() {
    let bank = "customer_segments: [{id: savers, name: Savers, kind: individuals}]\nvalue_propositions: [{id: loan, name: Loan, for: savers, tags: [finance]}]\n\
                channels: [{name: App, kind: web_sales, reaches: savers, phases: [purchase]}]\n\
                revenue_streams: [{name: Interest, from: savers, for: loan}, {name: Other, from: savers, kind: asset_sale}]\n";
    told("mode.commerce.internet_finance", bank, &[("asset_sale", "lending_renting_leasing")]);
}

#[test]
fn extras_in_a_game_are_no_goods_that_are_shipped() {
    let game = "customer_segments: [{id: players, name: Players, tags: [some_pay]}]\nvalue_propositions: [{id: play, name: Play, for: players, tags: [free_play]}]\n\
                key_partnerships: [{name: Parcels, tags: [flour]}]\nrevenue_streams: [{name: Hats, from: players, kind: asset_sale}]\n";
    told("poster.captive_app", game, &[("flour", "shipped")]);
}

#[test]
fn the_same_people_may_first_read_and_then_buy_what_is_shipped() {
    let wool = "customer_segments: [{id: novices, name: Novices, roles: [user], part_of: people}, {id: people, name: People, kind: individuals}]\n\
                value_propositions: [{id: films, name: Films, for: novices}, {id: wool, name: Wool, for: people}]\n\
                channels: [{name: Web shop, tags: [bought_online]}]\nkey_partnerships: [{name: Parcels, tags: [shipped]}]\n\
                revenue_streams: [{name: Wool, from: people, for: wool, kind: usage_fee}]\n";
    told("e_commerce", wool, &[("tags: [shipped]", "tags: [flour]")]);
    assert!(follows(&wool.replace("tags: [shipped]", "tags: [flour]").replace("usage_fee", "asset_sale"), "e_commerce"));
}

#[test]
fn goods_that_some_of_the_free_users_buy_are_earned_on_the_base() {
    let yarn = "customer_segments: [{id: knitters, name: Knitters, tags: [some_pay]}]\n\
                value_propositions: [{id: patterns, name: Patterns, for: knitters, tags: [free_play]}, {id: yarn, name: Yarn, for: knitters}]\n\
                revenue_streams: [{name: Yarn, from: knitters, for: yarn, kind: asset_sale}]\n";
    told("base_and_monetise", yarn, &[(", kind: asset_sale", ""), ("kind: asset_sale", "kind: subscription_fee"), ("tags: [free_play]", "tags: [in_app]")]);
    let two = yarn.replace(
        "{id: knitters, name: Knitters, tags: [some_pay]}",
        "{id: lookers, name: Lookers, roles: [user]}, {id: knitters, name: Knitters, part_of: lookers}",
    );
    told(
        "base_and_monetise",
        &two,
        &[
            (", part_of: lookers", ""),
            ("kind: asset_sale", "kind: licensing"),
            ("roles: [user]", "roles: [user], contributes: [{kind: network, to: knitters}]"),
        ],
    );
}
