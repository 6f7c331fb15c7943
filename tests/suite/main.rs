//! What must hold for readers and publishers, one module per behaviour. See `tests/README.md`.

#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, reason = "in a test a panic is the message")]

mod blocks;
mod build;
mod cards;
mod check;
mod commands;
mod copy;
mod external_links;
mod feeds;
mod head;
mod history;
mod hosts;
mod house_rules;
mod http;
mod machines;
mod new;
mod nginx;
mod pages;
mod parsing;
mod pictures;
mod publish;
mod publishing;
mod redirects;
mod sample;
mod schemas;
mod serve;
mod site_test;
mod sitemaps;
mod views;
mod watch;
