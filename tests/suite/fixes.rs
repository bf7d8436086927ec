//! Fixes, carried out and shown.

use canvass_tests::Bench;

/// Two slips that are taken out safely, a link of which only the author knows where it leads, and a fee that contradicts itself.
const SLIPS: &str = "\
# Ours, and nobody else's.
canvass: 1
name: Club
customer_segmnts:   # who
  - { name: Readers, nte: many }
value_propositions:
  - name: News   # every day
    for: reader
revenue_streams:
  - { name: Fee, kind: subscription_fee, recurrence: transaction, from: readers }
";

#[test]
fn safe_fixes_are_carried_out_in_the_file_and_the_rest_is_reported() {
    let bench = Bench::new();
    bench.write("a.canvas.yaml", SLIPS);
    let run = bench.run(["check", "--isolated", "--fix", "a.canvas.yaml"]);
    let safe = SLIPS.replace("segmnts", "segments").replace("nte:", "note:");
    assert_eq!(bench.read("a.canvas.yaml"), safe);
    assert!(run.out.contains("STR001") && !run.out.contains("STR003"), "{}", run.out);
    assert!(run.err.contains("· 2 fixed · 2 fixable with --unsafe-fixes"), "{}", run.err);
    assert_eq!(run.code, 1);

    let run = bench.run(["check", "--isolated", "--fix", "--unsafe-fixes", "a.canvas.yaml"]);
    assert_eq!(bench.read("a.canvas.yaml"), safe.replace("for: reader\n", "for: readers\n").replace("recurrence: transaction", "recurrence: recurring"));
    assert!(!run.out.contains("STR001") && !run.out.contains("STR101"), "{}", run.out);
    assert!(run.err.contains("· 2 fixed") && !run.err.contains("fixable"), "{}", run.err);
}

#[test]
fn a_diff_shows_the_fixes_and_changes_nothing() {
    let bench = Bench::new();
    bench.write("a.canvas.yaml", SLIPS);
    let run = bench.run(["check", "--isolated", "--diff", "."]);
    insta::assert_snapshot!(run.out, @r"
    --- ./a.canvas.yaml
    +++ ./a.canvas.yaml
    @@ -1,8 +1,8 @@
     # Ours, and nobody else's.
     canvass: 1
     name: Club
    -customer_segmnts:   # who
    -  - { name: Readers, nte: many }
    +customer_segments:   # who
    +  - { name: Readers, note: many }
     value_propositions:
       - name: News   # every day
         for: reader
    ");
    assert_eq!((run.code, run.err.trim()), (1, "2 fixes in 1 file"));
    assert_eq!(bench.read("a.canvas.yaml"), SLIPS);
    bench.run(["check", "--isolated", "--fix", "."]);
    let run = bench.run(["check", "--isolated", "--diff", "."]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
}

#[test]
fn what_is_ignored_or_stands_in_no_file_of_its_own_is_not_fixed() {
    let bench = Bench::new();
    bench.write("a.canvas.yaml", SLIPS);
    bench.run(["check", "--isolated", "--fix", "--unsafe-fixes", "--ignore", "STR", "a.canvas.yaml"]);
    let unreported = bench.read("a.canvas.yaml");
    assert!(unreported.contains("recurrence: transaction"), "{unreported}");

    let lines = "{\"customer_segmnts\": [\"Readers\"]}\n{\"customer_segments\": [\"Readers\"]}\n";
    bench.write("all.canvas.ndjson", lines);
    let run = bench.run(["check", "--isolated", "--fix", "all.canvas.ndjson"]);
    assert_eq!(bench.read("all.canvas.ndjson"), lines);
    assert!(run.out.contains("STR003") && !run.err.contains("fix"), "{}", run.err);

    let run = bench.run_with(["check", "--isolated", "--fix", "-"], SLIPS.as_bytes());
    assert_eq!(run.code, 2);
    assert!(run.err.contains("cannot fix standard input"), "{}", run.err);
}
