//! Starts the app in the browser; natively, the command line.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    leptos::mount::mount_to_body(|| view! { <main id="main"><h1>"梯度"</h1></main> });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("tidu");
}
