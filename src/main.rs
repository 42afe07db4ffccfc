//! Starts the app in the browser; natively, the command line.

#[cfg(target_arch = "wasm32")]
fn main() {
    tidu::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use std::io::{Read, Write};

    use chrono::Datelike;
    use tidu::units::Date;

    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let now = chrono::Local::now().date_naive();
    let Some(today) = Date::new(now.year(), now.month(), now.day()) else {
        eprintln!("tidu: the clock of this machine shows {now}, which no standard covers");
        return std::process::ExitCode::from(2);
    };
    let printed = tidu::command::run(&arguments, today, |file| {
        // One byte more than is accepted tells that there is more; nothing beyond it is read.
        let limit = u64::try_from(tidu::json::MOST_BYTES).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        let read = if file == "-" {
            std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
        } else {
            std::fs::File::open(file).and_then(|file| file.take(limit).read_to_end(&mut bytes))
        };
        read.map_err(|fault| fault.to_string())?;
        if tidu::json::MOST_BYTES < bytes.len() {
            return Err(tidu::text::fault::too_long());
        }
        String::from_utf8(bytes).map_err(|fault| fault.to_string())
    });
    let out = std::io::stdout().lock().write_all(printed.out.as_bytes());
    let err = std::io::stderr().lock().write_all(printed.err.as_bytes());
    match out.and(err) {
        Ok(()) => std::process::ExitCode::from(printed.status),
        Err(_closed) => std::process::ExitCode::FAILURE,
    }
}
