//! Native integration tests.

#[cfg(test)]
mod calendar;
mod cases;
#[cfg(test)]
mod compare;
#[cfg(test)]
mod coverage;
#[cfg(test)]
mod docs;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod evidence;
#[cfg(test)]
mod generated;
#[cfg(test)]
mod grounds;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod informed;
#[cfg(test)]
mod insight;
#[cfg(test)]
mod ladder;
#[cfg(test)]
mod merge;
#[cfg(test)]
mod missing;
#[cfg(test)]
mod mutation;
#[cfg(test)]
mod packages;
#[cfg(test)]
mod plan;
mod properties;
#[cfg(test)]
mod rewards;
#[cfg(test)]
mod stores;
#[cfg(test)]
mod tracker;
#[cfg(test)]
mod verify;
