//! What the attributes of deserr and serde say, as far as a schema has to know.

use proc_macro2::TokenTree;
use syn::meta::ParseNestedMeta;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta, Result, Token, parenthesized};

use crate::direction::Direction;

/// What stands above a struct.
#[derive(Default)]
pub(crate) struct Container {
    pub(crate) transparent: bool,
    pub(crate) camel_case: bool,
    /// A value of the struct, or what could be one.
    pub(crate) example: Option<Expr>,
    /// Fields of which one at least must be there.
    pub(crate) any: Vec<LitStr>,
}

/// What stands above a field.
#[derive(Default)]
pub(crate) struct Field {
    pub(crate) about: String,
    pub(crate) rename: Option<String>,
    /// It may be absent.
    pub(crate) optional: bool,
    /// It stands nowhere.
    pub(crate) skipped: bool,
    /// Its own fields stand in its place.
    pub(crate) flattened: bool,
    pub(crate) example: Option<Expr>,
    /// The one value that it has.
    pub(crate) always: Option<Lit>,
}

impl Container {
    pub(crate) fn read(attributes: &[Attribute], direction: Direction) -> Result<Self> {
        let mut found = Self::default();
        for attribute in attributes {
            if attribute.path().is_ident(direction.attribute()) {
                attribute.parse_nested_meta(|meta| found.note(&meta))?;
            } else if attribute.path().is_ident(direction.own_attribute()) {
                attribute.parse_nested_meta(|meta| found.note_own(&meta))?;
            }
        }
        Ok(found)
    }

    fn note(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        self.transparent |= meta.path.is_ident("transparent");
        if meta.path.is_ident("rename_all") {
            self.camel_case = word(meta)? == "camelCase";
        }
        pass_over(meta)
    }

    fn note_own(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        if meta.path.is_ident("example") {
            self.example = Some(meta.value()?.parse()?);
        } else if meta.path.is_ident("any") {
            let names;
            parenthesized!(names in meta.input);
            self.any = Punctuated::<LitStr, Token![,]>::parse_terminated(&names)?.into_iter().collect();
        } else {
            return Err(meta.error("what is known is: example = ..., any(...)"));
        }
        Ok(())
    }
}

impl Field {
    pub(crate) fn read(attributes: &[Attribute], direction: Direction) -> Result<Self> {
        let mut found = Self { about: documentation(attributes), ..Self::default() };
        for attribute in attributes {
            if attribute.path().is_ident(direction.attribute()) {
                attribute.parse_nested_meta(|meta| found.note(&meta))?;
            } else if attribute.path().is_ident(direction.own_attribute()) {
                attribute.parse_nested_meta(|meta| found.note_own(&meta))?;
            }
        }
        Ok(found)
    }

    fn note_own(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        if meta.path.is_ident("skip") {
            self.skipped = true;
        } else if meta.path.is_ident("always") {
            self.always = Some(meta.value()?.parse()?);
        } else if meta.path.is_ident("example") {
            self.example = Some(meta.value()?.parse()?);
        } else {
            return Err(meta.error("what is known is: example = ..., always = ..., skip"));
        }
        Ok(())
    }

    fn note(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        if meta.path.is_ident("rename") {
            self.rename = Some(word(meta)?);
            return Ok(());
        }
        self.optional |= meta.path.is_ident("default") || meta.path.is_ident("skip_serializing_if");
        self.skipped |= meta.path.is_ident("skip");
        self.flattened |= meta.path.is_ident("flatten");
        pass_over(meta)
    }
}

/// The text of `///` comments, their lines put together.
fn documentation(attributes: &[Attribute]) -> String {
    let line = |attribute: &Attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    };
    attributes.iter().filter_map(line).collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// The word that an attribute is set to: serde quotes it, deserr does not.
fn word(meta: &ParseNestedMeta<'_>) -> Result<String> {
    let value = meta.value()?;
    if value.peek(LitStr) { Ok(value.parse::<LitStr>()?.value()) } else { Ok(value.parse::<syn::Ident>()?.to_string()) }
}

/// Reads past what does not matter here: `error = ArgErrors`, `try_from(Int) = f -> Invalid`, `default`.
fn pass_over(meta: &ParseNestedMeta<'_>) -> Result<()> {
    while !meta.input.is_empty() && !meta.input.peek(Token![,]) {
        meta.input.parse::<TokenTree>()?;
    }
    Ok(())
}
