//! What the groups bring and cost, and who carries whom, as a table whose sums add up.

use std::borrow::Cow;
use std::io::Write;

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, presets};

use super::results::{Economics, Figure, Influence};
use super::text::{Names, WIDTH, item, line, section};

/// How many numbers are named by how much they move the result.
const INFLUENCES: usize = 3;

/// Writes the section, unless no money is stated.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write(out: &mut dyn Write, economics: &Economics<'_>, names: &Names<'_>, all: bool) -> anyhow::Result<()> {
    let known = |account: &super::results::Account<'_>| account.revenue.is_some() || account.cost_to_serve.is_some();
    // Zeros that follow from what is free or not served say nothing by themselves.
    let tells = |figure: Option<Figure>| figure.is_some_and(|figure| figure.likely != 0.0 || figure.low.is_some());
    if !economics.accounts.iter().any(|account| known(account) && (tells(account.revenue) || tells(account.cost_to_serve))) && economics.result.is_none() {
        return Ok(());
    }
    let scale = Scale::of(economics);
    let currency = economics.currency.as_deref().map_or(String::new(), |currency| format!(", {currency}"));
    section(out, &format!("What it brings and costs by the year{currency}{}", scale.name))?;
    let rows = table(economics, names, scale);
    for row in rows.lines() {
        writeln!(out, "  {}", row.trim_end())?;
    }
    for transfer in &economics.transfers {
        let (from, to, amount) = (names.name(&transfer.from), names.name(&transfer.to), scale.write(transfer.amount));
        let text =
            if transfer.from == transfer.to { format!("{from}: some carry the others with {amount}") } else { format!("{from} carry {to} with {amount}") };
        item(out, &text)?;
    }
    if let Some(open) = economics.uncarried.filter(|open| *open > 0.0) {
        item(out, &format!("carried by nobody: {}", scale.write(open)))?;
    }
    if let Some(coverage) = economics.coverage {
        let percent = |value: f64| format!("{:.0} %", value * 100.0);
        item(out, &format!("what is left over covers {} of the deficits and fixed costs{}", percent(coverage.likely), range(coverage, percent)))?;
    }
    if let Some(result) = economics.result.filter(|result| result.low.is_some()) {
        item(out, &format!("the result lies {}", range(result, |value| scale.roughly(value)).trim_matches([' ', '(', ')'])))?;
    }
    // Without the only payer nothing is left anyway.
    for without in economics.without.iter().filter(|_| economics.without.len() > 1) {
        let Some(result) = without.result else { continue };
        let open = without.uncarried.filter(|open| *open > 0.0).map_or(String::new(), |open| format!("; {} of deficits carried by nobody", scale.write(open)));
        let follow: Vec<Cow<'_, str>> = without.may_follow.iter().map(|payer| names.name(payer)).collect();
        let follow = if follow.is_empty() { String::new() } else { format!(", if {} stay, who pay for what goes with them", follow.join(" and ")) };
        item(out, &format!("without {}: {}{follow}{open}", names.name(&without.payer), scale.roughly(result.likely)))?;
    }
    let shown = if all { economics.sensitivity.len() } else { INFLUENCES };
    for influence in economics.sensitivity.iter().take(shown) {
        item(out, &moves(influence, names, scale))?;
    }
    if let Some(simulation) = &economics.simulation {
        let [low, middle, high] = [simulation.p10, simulation.p50, simulation.p90].map(|value| scale.roughly(value));
        let settled = if simulation.settled { "" } else { ", not yet settled" };
        item(
            out,
            &format!(
                "drawn at random within the ranges ({} times{settled}): nine in ten end above {low}, half above {middle}, one in ten above {high}; the goal is reached in {:.0} % of cases",
                simulation.samples,
                simulation.goal_reached * 100.0
            ),
        )?;
    }
    if economics.result.is_none() {
        line(out, "Not known what the year ends with: see below what to state.")?;
    }
    Ok(())
}

fn moves(influence: &Influence<'_>, names: &Names<'_>, scale: Scale) -> String {
    let field = influence.field.replace('_', " ");
    let by = if influence.by_range { "within its range" } else { "by a tenth" };
    let turn = influence.turns_at.map_or(String::new(), |turn| format!("; the year ends even at {}", plain(turn, &influence.field)));
    let decides = if influence.decides { ", and that decides it" } else { "" };
    let (low, high) = (scale.roughly(influence.at_low), scale.roughly(influence.at_high));
    format!("the {field} of {}, moved {by}, takes the result from {low} to {high}{decides}{turn}", names.name(&influence.item))
}

/// The table: one row for each account, their sum, the fixed costs, the result.
fn table(economics: &Economics<'_>, names: &Names<'_>, scale: Scale) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH as u16 - 2);
    table.set_header(["", "members", "brings", "costs", "left over", "carried", "then"]);
    let cell = |figure: Option<Figure>| figure.map_or_else(|| "?".to_owned(), |figure| scale.write(figure.likely));
    let mut carried_in_all = 0.0;
    for account in &economics.accounts {
        let name = names.name(&account.party);
        let name: Cow<'_, str> = match &*account.members {
            "paying" => format!("{name}: who pay").into(),
            "free" => format!("{name}: who do not").into(),
            "claiming" => format!("{name}: who draw").into(),
            "not_claiming" => format!("{name}: who do not").into(),
            _ => name,
        };
        let gets = net(economics, account);
        carried_in_all += gets;
        let then = account.surplus.map_or_else(|| "?".to_owned(), |surplus| scale.write(surplus.likely + gets));
        let carried = if gets == 0.0 { String::new() } else { scale.signed(gets) };
        let size = account.size.map_or_else(|| "?".to_owned(), |size| amount(size.likely, 0));
        table.add_row([name.into_owned(), size, cell(account.revenue), cell(account.cost_to_serve), cell(account.surplus), carried, then]);
    }
    if let Some(joint) = economics.joint_revenue {
        table.add_row([
            "paid together".to_owned(),
            String::new(),
            cell(Some(joint)),
            String::new(),
            cell(Some(joint)),
            String::new(),
            scale.write(joint.likely),
        ]);
    }
    let sum = |of: fn(&super::results::Account<'_>) -> Option<Figure>| {
        economics.accounts.iter().map(|account| of(account).map(|figure| figure.likely)).sum::<Option<f64>>()
    };
    let joint = economics.joint_revenue.map_or(0.0, |joint| joint.likely);
    let (revenue, cost) = (sum(|account| account.revenue).map(|sum| sum + joint), sum(|account| account.cost_to_serve));
    let left = revenue.zip(cost).map(|(revenue, cost)| revenue - cost);
    let of = |sum: Option<f64>| sum.map_or_else(|| "?".to_owned(), |sum| scale.write(sum));
    if economics.accounts.len() + usize::from(economics.joint_revenue.is_some()) > 1 {
        let carried = if economics.transfers.is_empty() { String::new() } else { scale.write(carried_in_all) };
        table.add_row(["all groups".to_owned(), String::new(), of(revenue), of(cost), of(left), carried, of(left)]);
    }
    let blank = String::new;
    table.add_row([
        "fixed costs".to_owned(),
        blank(),
        blank(),
        cell(economics.fixed_costs),
        blank(),
        blank(),
        of(economics.fixed_costs.map(|fixed| -fixed.likely)),
    ]);
    table.add_row(["result".to_owned(), blank(), blank(), blank(), blank(), blank(), cell(economics.result)]);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
        // A number that is broken over two lines is another number.
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    table.to_string()
}

/// What an account gets from others less what it gives them.
fn net(economics: &Economics<'_>, account: &super::results::Account<'_>) -> f64 {
    // Of a group with two accounts the one carries the other.
    let gives = |part: &str| !matches!(part, "free" | "claiming");
    let gets = |part: &str| !matches!(part, "paying" | "not_claiming");
    let of = |id: &str| id == account.party;
    let moved = |transfer: &super::results::Transfer<'_>| {
        let within = transfer.from == transfer.to;
        let mut net = 0.0;
        if of(&transfer.to) && (gets(&account.members)) && (!within || matches!(&*account.members, "free" | "claiming")) {
            net += transfer.amount;
        }
        if of(&transfer.from) && gives(&account.members) && (!within || matches!(&*account.members, "paying" | "not_claiming")) {
            net -= transfer.amount;
        }
        net
    };
    economics.transfers.iter().map(moved).sum()
}

/// In which units the amounts are written.
#[derive(Clone, Copy)]
struct Scale {
    unit: f64,
    /// How many decimals make every amount of the table come out exactly, so that its sums can be followed.
    places: usize,
    name: &'static str,
}

impl Scale {
    /// Millions or thousands where that makes amounts shorter and they come out exactly.
    fn of(economics: &Economics<'_>) -> Self {
        let figures = economics.accounts.iter().flat_map(|account| [account.revenue, account.cost_to_serve, account.surplus]);
        let others = [economics.joint_revenue, economics.fixed_costs, economics.result];
        let values: Vec<f64> =
            figures.chain(others).flatten().map(|figure| figure.likely).chain(economics.transfers.iter().map(|transfer| transfer.amount)).collect();
        let exact = |unit: f64, places: usize| {
            let step = unit / 10_f64.powi(places as i32);
            values.iter().all(|value| (value / step - (value / step).round()).abs() * step < 0.005)
        };
        let largest = values.iter().fold(0.0, |largest: f64, value| largest.max(value.abs()));
        for (unit, from, name) in [(1e6, 1e8, ", in millions"), (1e3, 1e6, ", in thousands")] {
            if let Some(places) = (0..=2).find(|places| largest >= from && exact(unit, *places)) {
                return Self { unit, places, name };
            }
        }
        Self { unit: 1.0, places: if exact(1.0, 0) { 0 } else { 2 }, name: "" }
    }

    /// An amount of the table.
    fn write(self, value: f64) -> String {
        amount(value / self.unit, self.places)
    }

    /// An amount that the table need not add up to.
    fn roughly(self, value: f64) -> String {
        amount(value / self.unit, if self.unit > 1.0 { self.places.max(1) } else { self.places })
    }

    fn signed(self, value: f64) -> String {
        let sign = if value > 0.0 { "+" } else { "" };
        format!("{sign}{}", self.write(value))
    }
}

fn range(figure: Figure, write: impl Fn(f64) -> String) -> String {
    match (figure.low, figure.high) {
        (Some(low), Some(high)) => format!(" (between {} and {})", write(low), write(high)),
        _ => String::new(),
    }
}

/// A number as an author would write it: members and volumes whole, money with two decimals at most.
fn plain(value: f64, field: &str) -> String {
    let whole = matches!(field, "size" | "volume") && value >= 1.0;
    let text = amount(
        value,
        if whole {
            0
        } else if value < 1.0 {
            4
        } else {
            2
        },
    );
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// An amount with its thousands set apart.
fn amount(value: f64, places: usize) -> String {
    let digits = format!("{:.places$}", value.abs());
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut text = String::with_capacity(digits.len() + 8);
    if value < 0.0 && digits.bytes().any(|byte| matches!(byte, b'1'..=b'9')) {
        text.push('−');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_to_be_read() {
        assert_eq!(amount(-1_234_567.5, 2), "−1\u{a0}234\u{a0}567.50");
        assert_eq!(amount(-0.001, 2), "0.00");
        assert_eq!(plain(27.8, "price"), "27.8");
        assert_eq!(plain(300.4, "size"), "300");
    }
}
