//! `cargo xtask mutants`: does a test fail whatever is changed in the code that decides?
//!
//! cargo-mutants says what to change; tests/mutants/run.mjs builds all changes into one program and runs the tests
//! once for each. What survives must stand in tests/mutants/survivors.txt with the reason.

use crate::{
    fault::Fault,
    node,
    run::{Project, show},
    tools,
};

/// Runs it; `parts` are parts of names of mutants, all of them when empty.
pub fn run(project: &Project, parts: &[&str]) -> Result<(), Fault> {
    let (node, tool) = (node::ensure()?, tools::ensure_mutants()?);
    let mut command = project.command(node);
    command.arg(project.root.join("tests/mutants/run.mjs")).arg(&project.root).arg(tool).args(parts);
    show("node tests/mutants/run.mjs", &mut command)
}
