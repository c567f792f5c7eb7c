//! `#[derive(Taken)]` and `#[derive(Shown)]`: the JSON schemas of what a struct is read from and written as.
//!
//! Both read the attributes that reading and writing go by, deserr's and serde's, and the fields' documentation. So a
//! schema needs no second declaration, and cannot say anything else than the first.

mod attributes;
mod direction;
mod fields;

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, Result, parse_macro_input};

use attributes::Container;
use direction::Direction;

/// The schema of what a struct is read from, by deserr: `rename_all`, `default`. What no caller gives is left out of it,
/// `#[taken(skip)]`; and of fields that may be absent one at least must be there if the struct says so,
/// `#[taken(any("key", "api_key"))]`.
#[proc_macro_derive(Taken, attributes(taken))]
pub fn taken(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    implement(&input, Direction::Taken).unwrap_or_else(Error::into_compile_error).into()
}

/// The schema of what a struct is written as, by serde: `rename_all`, `rename`, `skip`, `skip_serializing_if`, `flatten`,
/// `transparent`. A field of a plain type may say what it could be, `#[shown(example = "osm")]`, or what it always is,
/// `#[shown(always = true)]`; and a struct what it could be as a whole, `#[shown(example = Self::DEFAULT)]`.
#[proc_macro_derive(Shown, attributes(shown))]
pub fn shown(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    implement(&input, Direction::Shown).unwrap_or_else(Error::into_compile_error).into()
}

fn implement(input: &DeriveInput, direction: Direction) -> Result<Tokens> {
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(&input.ident, "a schema is derived for structs alone"));
    };
    let container = Container::read(&input.attrs, direction)?;
    let (schema, types) = match &data.fields {
        Fields::Named(named) if !container.transparent => fields::object(&named.named, &container, direction)?,
        fields => fields::transparent(fields, direction)?,
    };
    let (name, (implemented, used, bounds)) = (&input.ident, input.generics.split_for_impl());
    let (the_trait, method) = direction.names();
    let bounds = bounds.map(|bounds| bounds.predicates.iter().collect::<Vec<_>>()).unwrap_or_default();
    let own = if input.generics.params.is_empty() { Vec::new() } else { types };
    let bounds = quote!(where #(#bounds,)* #(#own: muster::schema::#the_trait,)*);
    Ok(quote! {
        impl #implemented muster::schema::#the_trait for #name #used #bounds {
            fn #method(parts: &mut muster::schema::Parts) -> muster::schema::Schema {
                #schema
            }
        }
    })
}
