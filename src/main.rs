//! Two doors: the reader's app in the browser, the command line natively.

#[cfg(target_arch = "wasm32")]
fn main() {
    khabar::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    khabar::prerender::command_line::run()
}
