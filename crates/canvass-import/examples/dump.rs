fn main() {
    for file in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&file).unwrap();
        println!("== {file}");
        match canvass_import::import(&text) {
            Ok(all) => for one in all {
                println!("-- {} {:?}", one.shape, one.canvas.name);
                let value = serde_json::to_value(&one.canvas).unwrap();
                for (key, list) in value.as_object().unwrap() { if let Some(list) = list.as_array() { println!("  {key} {}", list.len()); for i in list { println!("      {i}"); } } }
                println!("  remarks {:?}", one.remarks.iter().map(|r| &r.says).collect::<Vec<_>>());
                for l in &one.left { println!("  left {:?} {:?}", l.why, text.get(l.range.clone())); }
            },
            Err(e) => println!("-- NONE {} / {}", e.says, e.help),
        }
    }
}
