//! Patterns that can be told in several ways: each way holds by itself, and what comes close to it does not.

use canvass_formats::{Format, Limits, decode, parse};
use canvass_model::Canvas;
use canvass_plugin::test_kit;

use crate::analyzer::PatternDetection;

/// Whether a canvas follows a pattern.
pub(crate) fn follows(text: &str, pattern: &str) -> bool {
    let document = parse(text, Format::Yaml, &Limits::default()).unwrap();
    let canvas: Canvas = decode::from_node(&document.root).unwrap();
    let (outcome, _) = test_kit::run::<PatternDetection>(&canvas);
    let outcome: serde_json::Value = serde_json::from_str(outcome.as_str()).unwrap();
    outcome["patterns"].as_array().unwrap().iter().any(|found| found["id"] == pattern && found["verdict"] == "match")
}

/// The first follows the pattern; with the words replaced it does not.
pub(crate) fn told(pattern: &str, text: &str, closely: &[(&str, &str)]) {
    assert!(follows(text, pattern), "{pattern} is not told by {text}");
    for (from, to) in closely {
        assert!(text.contains(from), "{from} is not in {text}");
        assert!(!follows(&text.replace(from, to), pattern), "{pattern} with {to:?}");
    }
}

#[test]
fn a_subscription_of_a_business_is_for_its_people_where_it_is_a_tool_on_a_screen() {
    let tool = "customer_segments: [{id: bakeries, name: Bakeries, kind: businesses}]\nvalue_propositions: [{id: wages, name: Wages, for: bakeries, tags: [software]}]\n\
                revenue_streams: [{name: Fee, from: bakeries, for: wages, kind: subscription_fee}]\n";
    let shared = "from: [bakeries, people]";
    told("poster.subscription", tool, &[("kind: subscription_fee", "kind: asset_sale"), ("software", "flour"), ("kind: businesses", "kind: individuals")]);
    let people = tool.replace("kind: businesses}", "kind: businesses}, {id: people, name: People, kind: individuals}").replace("from: bakeries", shared);
    assert!(!follows(&people, "poster.subscription"));
}

#[test]
fn staff_that_stand_apart_use_what_their_house_pays_for() {
    let staff = "customer_segments: [{id: homes, name: Homes, kind: businesses}, {id: nurses, name: Nurses, roles: [user]}]\n\
                 value_propositions: [{id: bills, name: Bills, for: homes}, {id: notes, name: Notes, for: nurses}]\n\
                 revenue_streams: [{name: Fee, from: homes, for: bills, kind: subscription_fee}]\n";
    told(
        "poster.subscription",
        staff,
        &[("roles: [user]", "customer_of: homes, roles: [user]"), ("roles: [user]", "roles: [user], contributes: [{kind: content, to: homes}]")],
    );
}

#[test]
fn free_users_are_a_side_only_of_those_who_come_for_them() {
    let board = "customer_segments: [{id: anglers, name: Anglers, roles: [user]}, {id: shops, name: Shops, kind: businesses}]\n\
                 value_propositions: [{id: catches, name: Catches, for: anglers}, {id: notice, name: Notice, for: shops}]\n\
                 revenue_streams: [{name: Banners, from: shops, for: notice, kind: advertising}]\n";
    for pattern in ["multi_sided", "free.advertising", "hidden_revenue"] {
        told(pattern, board, &[("kind: advertising", "kind: asset_sale"), ("name: Anglers", "name: Anglers, customer_of: shops")]);
    }
    let pool = board
        .replace("name: Anglers", "name: Anglers, contributes: [{kind: conversion_pool, to: shops}]")
        .replace("kind: advertising", "kind: subscription_fee");
    assert!(!follows(&pool, "hidden_revenue") && !follows(&pool, "multi_sided"));
}

#[test]
fn a_deal_fee_makes_a_marketplace_of_two_sides_whoever_pays_it() {
    let sale = "customer_segments: [{id: breakers, name: Breakers, contributes: [{kind: supply, to: builders}]}, {id: builders, name: Builders, contributes: [{kind: network, to: breakers}]}]\n\
                value_propositions: [{id: beams, name: Beams, for: [breakers, builders]}]\nrevenue_streams: [{name: Part of each deal, kind: brokerage_fee}]\n";
    told("multi_sided", sale, &[("brokerage_fee", "asset_sale"), ("kind: network", "kind: data")]);
    told("poster.marketplace", &sale.replace("name: Part", "from: builders, name: Part"), &[("brokerage_fee", "asset_sale")]);
}

#[test]
fn who_gives_or_supplies_is_no_customer() {
    let buyers = "customer_segments: [{id: people, name: People, kind: individuals}]\nvalue_propositions: [{id: rides, name: Rides, for: people}]\n\
                  revenue_streams: [{name: Money, from: people, for: rides, kind: asset_sale}]\n";
    told("b2c", buyers, &[("asset_sale", "brokerage_fee")]);
    told("b2c", &buyers.replace("asset_sale", "donation"), &[("kind: individuals}", "kind: individuals}, {id: poor, name: The poor, roles: [user]}")]);
    told("b2b", &buyers.replace("individuals", "businesses"), &[("asset_sale", "donation"), ("asset_sale", "grant_or_tax")]);
    let drivers =
        buyers.replace("kind: individuals}", "kind: individuals, contributes: [{kind: supply, to: firms}]}, {id: firms, name: Firms, kind: businesses}");
    told("b2c", &drivers, &[("asset_sale", "subscription_fee")]);
}

#[test]
fn a_price_of_pennies_is_paid_by_use() {
    let query = "customer_segments: [{id: firms, name: Firms}]\nvalue_propositions: [{id: places, name: Places, for: firms}]\n\
                 revenue_streams: [{name: Each answer, from: firms, for: places, price: {amount: 0.04, currency: EUR, per: unit}}]\n";
    told("pay_per_use", query, &[("0.04", "0.40"), ("name: Each", "kind: asset_sale, name: Each")]);
}

#[test]
fn what_is_put_in_the_post_is_goods() {
    let shop = "customer_segments: [{id: sailors, name: Sailors}]\nvalue_propositions: [{id: bags, name: Bags, for: sailors}]\nkey_resources: [{name: Machine, kind: physical}]\n\
                channels: [{name: Shop, kind: web_sales, reaches: sailors, phases: [purchase, delivery], tags: [bought_online]}]\nrevenue_streams: [{name: Bags, from: sailors, for: bags}]\n";
    told(
        "mode.commerce.ecommerce",
        shop,
        &[("[purchase, delivery]", "[purchase]"), ("kind: physical", "kind: human"), ("name: Bags, from", "kind: usage_fee, name: Bags, from")],
    );
}

#[test]
fn those_who_use_under_another_name_are_the_buyers_customers() {
    let soup = "customer_segments: [{id: butchers, name: Butchers, kind: businesses}, {id: cooks, name: Cooks, roles: [user]}]\n\
                value_propositions: [{id: soup, name: Soup, for: [butchers, cooks], tags: [white_label]}]\nrevenue_streams: [{name: Jars, from: butchers, for: soup, kind: asset_sale}]\n";
    told("b2b2c", soup, &[("white_label", "broth"), ("from: butchers", "from: [butchers, cooks]")]);
}

#[test]
fn what_is_paid_by_use_is_no_price_of_goods_and_no_part_of_a_result() {
    let press = "customer_segments: [{id: growers, name: Growers}]\nvalue_propositions: [{id: juice, name: Juice, for: growers}]\n\
                 revenue_streams: [{name: Each hundred litres, from: growers, for: juice, kind: usage_fee, tags: [metered]}]\n";
    told("pay_per_use", press, &[("metered", "counted"), ("[metered]", "[metered, goods_sale]"), ("[metered]", "[metered, outcome]")]);
    assert!(follows(&press.replace(", tags: [metered]", ""), "pay_per_use"), "a fee that is stated to be one for use");
}

#[test]
fn who_supplies_another_side_of_a_market_is_no_prosumer() {
    let grid = "customer_segments: [{id: roofs, name: Roofs, contributes: [{kind: supply, to: street}]}, {id: street, name: Street}]\n\
                value_propositions: [{id: power, name: Power, for: [roofs, street], depends_on: roofs}]\n\
                revenue_streams: [{name: Fee, from: roofs, for: power, kind: subscription_fee}]\n";
    told("prosumer", grid, &[("name: Street}", "name: Street, contributes: [{kind: network, to: roofs}]}")]);
}

#[test]
fn a_part_of_what_two_sides_deal_is_paid_whatever_else_the_fee_is_called() {
    let tents = "customer_segments: [{id: owners, name: Owners, kind: individuals, contributes: [{kind: supply, to: hikers}]}, \
                 {id: hikers, name: Hikers, kind: individuals, contributes: [{kind: network, to: owners}]}]\nvalue_propositions: [{id: tents, name: Tents, for: [owners, hikers]}]\n\
                 revenue_streams: [{name: A tenth of each rent, from: [owners, hikers], kind: lending_renting_leasing, tags: [cut]}]\n";
    for pattern in ["multi_sided", "two_sided_market", "poster.marketplace"] {
        told(pattern, tents, &[("[cut]", "[rented]")]);
    }
}

#[test]
fn a_business_that_only_coordinates_is_an_orchestrator_where_others_do_the_work() {
    let works = "customer_segments: [{id: hotels, name: Hotels}]\nkey_activities: [{name: Watch, tags: [only_coordinates]}]\nkey_partnerships: [{name: Masons, tags: [outsourced]}]\n";
    told("orchestrator", works, &[("only_coordinates", "watch"), ("outsourced", "masons")]);
}

#[test]
fn a_part_of_revenue_that_is_passed_on_is_no_fee_for_brokerage_and_none_for_sending_customers() {
    let walk = "customer_segments: [{id: guests, name: Guests}]\nvalue_propositions: [{id: walks, name: Walks, for: guests}]\n\
                key_partnerships: [{name: Camp site, tags: [share_to]}]\nrevenue_streams: [{name: Walks, from: guests, for: walks, kind: usage_fee}]\n";
    told("revenue_sharing", walk, &[("[share_to]", "[share_to, referral_paid]"), ("kind: usage_fee", "kind: donation")]);
}

#[test]
fn sensors_serve_an_offer_that_is_paid_again_and_again() {
    let silo = "customer_segments: [{id: farms, name: Farms}]\nvalue_propositions: [{id: level, name: Level, for: farms}]\n\
                key_resources: [{name: Probes, supports: level, tags: [sensor]}]\nrevenue_streams: [{name: Fee, from: farms, for: level, kind: subscription_fee}]\n";
    told("sensor_as_a_service", silo, &[("subscription_fee", "usage_fee")]);
}

#[test]
fn a_part_of_turnover_and_findings_that_are_sold_are_no_subscription() {
    let inns = "customer_segments: [{id: inns, name: Inns}]\nvalue_propositions: [{id: name, name: Name, for: inns}]\n\
                revenue_streams: [{name: Fee, from: inns, for: name, kind: subscription_fee, tags: [rule]}]\n";
    told("subscription", inns, &[("[rule]", "[royalty]"), ("[rule]", "[sold_data]")]);
}

#[test]
fn who_pays_to_enter_and_a_part_of_its_sales_for_a_brand_is_a_franchisee() {
    let bakers = "customer_segments: [{id: bakers, name: Bakers, kind: businesses}]\nkey_resources: [{name: Brand, tags: [brand]}]\n\
                  revenue_streams: [{name: Once, from: bakers, tags: [entry_fee]}, {name: Each month, from: bakers, tags: [royalty]}]\n";
    told("franchising", bakers, &[("entry_fee", "set_up"), ("tags: [royalty]", "tags: [royalty], kind: brokerage_fee"), ("tags: [brand]", "tags: [data]")]);
}

#[test]
fn a_sum_for_each_piece_that_others_make_of_a_right_is_a_licence() {
    let valve = "customer_segments: [{id: makers, name: Makers, kind: businesses}]\nkey_resources: [{name: Patents, tags: [protected_right]}]\n\
                 revenue_streams: [{name: Each valve, from: makers, tags: [per_made]}]\n";
    told("licensing", valve, &[("businesses", "individuals"), ("protected_right", "data"), ("per_made", "metered")]);
}

#[test]
fn deals_between_private_persons_are_theirs() {
    let boards = "customer_segments: [{id: owners, name: Owners, kind: individuals}, {id: guests, name: Guests, kind: individuals}]\n\
                  revenue_streams: [{name: A part of each loan, from: [owners, guests], tags: [between_them]}]\n";
    told("c2c", boards, &[("between_them", "rented"), ("name: Guests, kind: individuals", "name: Guests, kind: businesses")]);
}

#[test]
fn what_free_users_record_is_hidden_revenue_where_it_is_sold() {
    let diary = "customer_segments: [{id: people, name: People, roles: [user]}, {id: firms, name: Firms, kind: businesses}]\n\
                 value_propositions: [{name: Diary, for: people}, {id: numbers, name: Numbers, for: firms}]\n\
                 revenue_streams: [{name: Figures, from: firms, for: numbers, tags: [sold_data]}]\n";
    told("hidden_revenue", diary, &[("sold_data", "metered"), ("name: People", "name: People, customer_of: firms")]);
    let deals = "customer_segments: [{id: guests, name: Guests, roles: [user], contributes: [{kind: network, to: hosts}]}, {id: hosts, name: Hosts}]\n\
                 value_propositions: [{name: Barns, for: guests}, {id: dates, name: Dates, for: hosts}]\n\
                 revenue_streams: [{name: Each request, from: hosts, for: dates, kind: brokerage_fee}]\n";
    told("hidden_revenue", deals, &[("kind: brokerage_fee", "kind: brokerage_fee, tags: [deal_percent]")]);
}

#[test]
fn points_are_rewards_for_those_who_buy_for_themselves() {
    let points = "customer_segments: [{id: people, name: People, kind: individuals}]\nkey_activities: [{name: Points, tags: [rewards]}]\n\
                  revenue_streams: [{name: Bread, from: people}]\n";
    told("customer_loyalty", points, &[("individuals", "government"), ("individuals", "businesses")]);
    assert!(follows(&points.replace("individuals", "businesses").replace("key_activities", "customer_relationships"), "customer_loyalty"));
}

#[test]
fn very_many_who_do_some_of_the_work_are_a_crowd() {
    let walkers = "key_resources: [{name: Walkers, tags: [crowd_work, crowd_many]}]\n";
    told("crowdsourcing", walkers, &[("crowd_work, ", ""), (", crowd_many", "")]);
}

#[test]
fn a_share_of_a_thing_that_is_sold_needs_no_other_resource() {
    let house = "customer_segments: [{id: couples, name: Couples}]\nvalue_propositions: [{name: A tenth of a house, for: couples, tags: [shared_ownership]}]\n\
                 revenue_streams: [{name: Tenths, from: couples, kind: asset_sale}]\n";
    told("fractional_ownership", house, &[("shared_ownership", "rented"), ("asset_sale", "lending_renting_leasing")]);
}

#[test]
fn a_plant_that_is_run_for_businesses_is_paid_by_use() {
    let store = "customer_segments: [{id: shops, name: Shops, kind: businesses}]\nkey_resources: [{name: Store, kind: physical}]\n\
                 key_activities: [{name: Day and night, tags: [runs_plant]}]\nrevenue_streams: [{name: Each pallet, from: shops, tags: [metered]}]\n";
    told(
        "unbundling.infrastructure",
        store,
        &[("runs_plant", "upkeep"), ("kind: businesses", "kind: individuals"), ("[metered]", "[set_up]"), ("physical", "human")],
    );
}

#[test]
fn private_persons_supply_where_they_do_it_by_no_trade() {
    let rides = "customer_segments: [{id: drivers, name: Drivers, kind: individuals, contributes: [{kind: supply, to: riders}], tags: [spare]}, \
                 {id: riders, name: Riders, kind: individuals, contributes: [{kind: network, to: drivers}]}]\n\
                 revenue_streams: [{name: A part of each ride, from: riders, kind: brokerage_fee}]\n";
    told("peer_to_peer", rides, &[("spare", "by_trade"), ("brokerage_fee", "asset_sale")]);
}

#[test]
fn a_poorer_group_that_grants_carry_is_not_carried_by_the_richer() {
    let advice = "customer_segments: [{id: owners, name: Owners}, {id: tenants, name: Tenants, roles: [user], tags: [low_income]}]\n\
                  value_propositions: [{id: visit, name: Visit, for: [owners, tenants]}]\n\
                  revenue_streams: [{name: Fee, from: owners, for: visit, kind: usage_fee}, {name: Help, kind: usage_fee}]\n";
    told("robin_hood", advice, &[("{name: Help, kind: usage_fee}", "{name: Help, kind: grant_or_tax}"), ("tags: [low_income]", "tags: [crowd]")]);
}

#[test]
fn as_much_as_one_likes_for_a_fixed_fee_is_no_free_price() {
    let meals = "customer_segments: [{id: guests, name: Guests}]\nvalue_propositions: [{id: soup, name: Soup, for: guests}]\n\
                 revenue_streams: [{name: Meals, from: guests, for: soup, tags: [pay_what_you_want]}]\n";
    told("pay_what_you_want", meals, &[("[pay_what_you_want]", "[pay_what_you_want, flat_rate]")]);
}

#[test]
fn a_store_that_buys_is_no_shop_within_a_shop() {
    let cheese = "customer_segments: [{id: people, name: People, kind: individuals}]\nvalue_propositions: [{id: cheese, name: Cheese, for: people}]\n\
                  channels: [{name: Counter, kind: partner_store, owner: own, reaches: people, phases: [purchase]}]\nrevenue_streams: [{name: Cheese, from: people, for: cheese}]\n";
    told("shop_in_shop", cheese, &[("kind: individuals", "kind: businesses"), ("owner: own", "owner: partner")]);
}

#[test]
fn what_private_persons_rent_to_each_other_is_rented_and_what_is_rented_aside_is_not() {
    let suits = "customer_segments: [{id: owners, name: Owners, kind: individuals, contributes: [{kind: supply, to: guests}]}, \
                 {id: guests, name: Guests, kind: individuals, contributes: [{kind: network, to: owners}]}]\n\
                 value_propositions: [{id: suit, name: A suit, for: guests, depends_on: owners}]\n\
                 revenue_streams: [{name: A part of each rent, from: owners, for: suit, kind: lending_renting_leasing, tags: [between_them]}]\n";
    told(
        "rent_instead_of_buy",
        suits,
        &[("between_them", "metered"), ("lending_renting_leasing", "brokerage_fee"), ("[between_them]", "[between_them, aside]")],
    );
    let sums = suits.replace("lending_renting_leasing", "usage_fee");
    told("peer_to_peer", &sums, &[("name: Owners, kind: individuals", "name: Owners, kind: businesses")]);
}

#[test]
fn who_pays_to_run_a_house_of_the_brand_is_no_consumer() {
    let school = "customer_segments: [{id: people, name: People, kind: individuals}]\nvalue_propositions: [{id: name, name: A name, for: people}]\n\
                  revenue_streams: [{name: Once, from: people, for: name, tags: [set_up]}, {name: Each month, from: people, for: name, tags: [royalty]}]\n";
    told("b2c", school, &[("set_up", "entry_fee")]);
    let own = school.replace("set_up", "entry_fee").replace("revenue_streams: [", "revenue_streams: [{name: Lessons, from: people, for: name}, ");
    assert!(follows(&own, "b2c"));
}

#[test]
fn those_who_decide_for_a_house_pay_not_for_themselves() {
    let staff = "customer_segments: [{id: homes, name: Homes, kind: businesses}, {id: owners, name: Owners, kind: individuals}]\n\
                 value_propositions: [{id: files, name: Files, for: [homes, owners]}]\nrevenue_streams: [{name: Fee, from: [homes, owners], for: files}]\n";
    assert!(follows(staff, "b2c"));
    assert!(!follows(&staff.replace("name: Owners", "roles: [decider], name: Owners"), "b2c"));
}

#[test]
fn what_others_record_is_sold_to_businesses() {
    let wear = "customer_segments: [{id: drivers, name: Drivers, contributes: [{kind: data, to: makers}]}, {id: makers, name: Makers, kind: businesses}]\n\
                value_propositions: [{id: log, name: Log, for: drivers}, {id: wear, name: Wear, for: makers, depends_on: drivers}]\n\
                revenue_streams: [{name: Report, from: makers, for: wear, tags: [sold_data]}]\n";
    told("b2b", wear, &[("sold_data", "metered"), ("kind: businesses", "kind: individuals")]);
}

#[test]
fn a_part_of_a_page_is_no_share_of_a_thing() {
    let part = "customer_segments: [{id: people, name: People}]\nkey_resources: [{name: Boat, kind: physical}]\nvalue_propositions: [{id: sea, name: The sea, for: people}]\n\
                revenue_streams: [{name: Eighths, from: people, for: sea, kind: asset_sale, tags: [shared_ownership]}]\n";
    told("fractional_ownership", part, &[("asset_sale", "advertising")]);
}

#[test]
fn a_site_where_houses_of_the_brand_are_sought_sells_nothing() {
    let site = "customer_segments: [{id: founders, name: Founders}]\nchannels: [{name: Site, kind: web_sales, reaches: founders, phases: [purchase]}]\n\
                revenue_streams: [{name: Leaves, from: founders, kind: asset_sale}, {name: Once, from: founders, tags: [set_up]}, {name: Each month, from: founders, tags: [royalty]}]\n";
    told("e_commerce", site, &[("set_up", "entry_fee")]);
}

#[test]
fn customers_of_who_sells_it_as_its_own_need_no_offer_of_theirs() {
    let soap = "customer_segments: [{id: chemists, name: Chemists}, {id: shoppers, name: Shoppers, customer_of: chemists}]\n\
                value_propositions: [{id: soap, name: Soap, for: chemists, tags: [white_label]}]\nrevenue_streams: [{name: Cases, from: chemists, for: soap}]\n";
    told("b2b2c", soap, &[(", customer_of: chemists", ""), ("white_label", "bait"), ("from: chemists", "from: [chemists, shoppers]")]);
}

#[test]
fn a_public_body_that_buys_by_tender_is_a_customer() {
    let bridges = "customer_segments: [{id: county, name: County, kind: government}]\nvalue_propositions: [{id: checks, name: Checks, for: county}]\n\
                   revenue_streams: [{name: Tender, from: county, for: checks, kind: grant_or_tax, pricing: negotiation}]\n";
    told("b2g", bridges, &[(", pricing: negotiation", ""), ("kind: government", "kind: nonprofit")]);
}

#[test]
fn more_of_the_same_for_the_same_people_is_no_second_product() {
    let quiz = "customer_segments: [{id: learners, name: Learners, roles: [user], part_of: people}, {id: people, name: People}]\n\
                value_propositions: [{id: cards, name: Cards, for: learners}, {id: voice, name: Voice, for: [learners, people], extends: cards}]\n\
                revenue_streams: [{name: Plus, from: people, for: voice, kind: asset_sale}]\n";
    told("base_and_monetise", quiz, &[("asset_sale", "subscription_fee")]);
}

#[test]
fn unlimited_use_by_the_month_is_a_subscription_though_what_is_used_ends() {
    let board = "customer_segments: [{id: hotels, name: Hotels, kind: businesses}]\nvalue_propositions: [{id: posts, name: Posts, for: hotels}]\n\
                 revenue_streams: [{name: Posts by the month, from: hotels, for: posts, tags: [period_fee, period_only, flat_rate]}]\n";
    told("subscription", board, &[(", flat_rate", ""), ("period_fee, ", ""), ("tags:", "kind: advertising, tags:")]);
}

#[test]
fn a_game_that_some_pay_for_at_times_lives_on_extras() {
    let game = "customer_segments: [{id: players, name: Players, kind: individuals, tags: [some_pay]}]\n\
                value_propositions: [{id: game, name: Game, for: players, tags: [free_play]}]\nrevenue_streams: [{name: Hats, from: players}]\n";
    told("mode.value_added", game, &[("free_play", "digital"), ("some_pay", "crowd")]);
    told("poster.captive_app", game, &[("free_play", "digital"), ("some_pay", "crowd")]);
}

#[test]
fn what_is_lent_and_given_money_for_is_not_rented() {
    let lent = "customer_segments: [{id: town, name: Town}]\nvalue_propositions: [{id: toys, name: Toys, for: town, tags: [rented]}]\n\
                key_resources: [{name: Toys on shelves, kind: physical}]\nrevenue_streams: [{name: Money, from: town, for: toys, kind: usage_fee}]\n";
    told("rent_instead_of_buy", lent, &[("usage_fee", "grant_or_tax"), ("usage_fee", "donation")]);
}

#[test]
fn what_is_booked_online_with_a_side_that_supplies_it_is_had_at_a_place() {
    let boats = "customer_segments: [{id: boats, name: Boats, kind: businesses, contributes: [{kind: supply, to: anglers}]}, {id: anglers, name: Anglers}]\n\
                 value_propositions: [{id: seats, name: Seats, for: anglers}]\nchannels: [{name: App, tags: [booked, bought_online]}]\n\
                 revenue_streams: [{name: Part of each trip, from: boats, kind: brokerage_fee}]\n";
    told("mode.commerce.o2o", boats, &[("booked, ", ""), ("kind: supply", "kind: attention"), ("kind: businesses", "kind: individuals")]);
}

#[test]
fn what_is_called_a_subscription_is_one_though_it_is_for_refills_or_by_the_period() {
    let tabs = "customer_segments: [{id: homes, name: Homes, kind: individuals}]\nvalue_propositions: [{id: tabs, name: Tabs, for: homes}]\n\
                revenue_streams: [{name: Tabs, from: homes, for: tabs, kind: subscription_fee, tags: [subscribed, refill, period_only]}]\n";
    told("subscription", tabs, &[("subscribed, ", ""), ("kind: subscription_fee", "kind: asset_sale"), ("refill", "royalty")]);
}

#[test]
fn a_marketplace_lives_on_what_its_vendors_pay_by_the_period() {
    let vets = "customer_segments: [{id: vets, name: Vets, contributes: [{kind: supply, to: farms}]}, {id: farms, name: Farms, contributes: [{kind: network, to: vets}]}]\n\
                value_propositions: [{id: help, name: Help, for: farms}, {id: work, name: Work, for: vets, depends_on: farms}]\n\
                revenue_streams: [{name: Dues, from: vets, for: work, kind: subscription_fee}]\n";
    told("poster.marketplace", vets, &[("from: vets", "from: farms"), ("kind: subscription_fee", "kind: donation"), ("kind: supply", "kind: attention")]);
}

#[test]
fn a_protected_right_that_businesses_pay_for_is_a_product_innovation() {
    let seal = "customer_segments: [{id: makers, name: Makers, kind: businesses}]\nvalue_propositions: [{id: seal, name: Seal, for: makers}]\n\
                key_resources: [{name: Patents, tags: [protected_right]}]\n\
                revenue_streams: [{name: Fee for each piece, from: makers, for: seal, kind: licensing}]\n";
    told(
        "unbundling.product_innovation",
        seal,
        &[("protected_right", "crowd"), ("kind: licensing", "kind: asset_sale"), ("kind: businesses", "kind: individuals")],
    );
}

#[test]
fn a_crowd_that_pays_for_more_itself_makes_no_open_source() {
    let maps = "customer_segments: [{id: walkers, name: Walkers, roles: [user], contributes: [{kind: labour, to: company}]}, {id: firms, name: Firms}]\n\
                value_propositions: [{id: maps, name: Maps, for: walkers}, {id: care, name: Care, for: firms, extends: maps}]\n\
                revenue_streams: [{name: Care, from: firms, for: care, kind: subscription_fee}]\n";
    let part = ("{id: firms, name: Firms}", "{id: firms, name: Firms, part_of: walkers}");
    told("open_source", maps, &[part]);
    told("free.open_source", maps, &[part]);
    let open = maps.replace(part.0, part.1).replace("for: walkers}", "for: walkers, tags: [open_source]}");
    assert!(follows(&open, "open_source"));
}
