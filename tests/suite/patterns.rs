//! Pattern files of one's own.

use canvass_tests::Bench;

const PATTERN: &str = r#"
id = "own.firms"
name = "For firms"
family = "own"
source = "own"
customer = "a firm"
rationale = "Firms pay on time."

[[required]]
says = "a segment is a business"
when = "is(s, businesses)"

[[required]]
says = "it pays again and again"
when = "pays(s, r), is(r, recurring)"

[[example]]
verdict = "match"
canvas = """
customer_segments: [{ name: Firms, kind: businesses }]
value_propositions: [{ name: Books, for: firms }]
revenue_streams: [{ name: Fee, from: firms, for: books, recurrence: recurring }]
"""

[[example]]
verdict = "no"
canvas = """
customer_segments: [{ name: Families, kind: individuals }]
value_propositions: [{ name: Books, for: families }]
revenue_streams: [{ name: Fee, from: families, for: books, recurrence: transaction }]
"""
"#;

#[test]
fn a_pattern_is_tried_on_its_examples() {
    let bench = Bench::new();
    bench.write("own.firms.toml", PATTERN);
    let run = bench.run(["pattern", "check", "own.firms.toml"]);
    assert_eq!((run.code, run.out.as_str()), (0, "own.firms.toml: own.firms: 2 examples as stated\n"), "{}", run.err);

    bench.write("own.firms.toml", PATTERN.replace("r), is(r, recurring)", "r), is(r, auction)").replace("individuals", "individual"));
    let run = bench.run(["pattern", "check", "own.firms.toml"]);
    insta::assert_snapshot!(run.out, @r"
    own.firms.toml: own.firms: example 1: `match` is stated, `near` is found; to state: it pays again and again
    own.firms.toml: own.firms: example 2: it is refused: `individual` is not one of `individuals`, `businesses`, `government`, `nonprofit`
    own.firms.toml: own.firms: 2 of 2 examples not as stated
    ");
    assert_eq!(run.code, 1);

    bench.write("own.firms.toml", PATTERN.replace("is(s, businesses)", "is(s, bussines)"));
    let run = bench.run(["pattern", "check", "own.firms.toml", "nowhere.toml"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("`bussines` is not a typed value") && run.err.contains("cannot read `nowhere.toml`"), "{}", run.err);
}

#[test]
fn a_pattern_of_ones_own_takes_the_place_of_one_that_comes_along() {
    let bench = Bench::new();
    bench.write("patterns/freemium.toml", PATTERN.replace("own.firms", "freemium"));
    bench.write("canvass.toml", "[analyzers.pattern-detection]\npatterns = [\"patterns\"]\n");
    bench.write("a.canvas.yaml", "customer_segments: [{ name: Firms, kind: businesses }]\nvalue_propositions: [{ name: Books, for: firms }]\nrevenue_streams: [{ name: Fee, from: firms, for: books, recurrence: recurring }]\n");
    let run = bench.run(["analyze", "a.canvas.yaml"]);
    assert!(run.out.contains("For firms") && !run.out.contains("Freemium"), "{}", run.out);
}
