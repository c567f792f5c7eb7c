//! Databases as earlier programs left them: each is upgraded to what a new one is, and nothing is lost.

mod answers;
mod killed;
mod old;
mod refused;
mod rows;
mod schema;
