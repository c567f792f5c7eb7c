//! A struct's fields as the properties of a schema.

use proc_macro2::TokenStream as Tokens;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Error, Fields, GenericArgument, PathArguments, Result, Token, Type};

use crate::attributes::{Container, Field};
use crate::direction::Direction;

/// The schema of an object, and the types that it is made of.
pub(crate) fn object(
    fields: &Punctuated<syn::Field, Token![,]>,
    container: &Container,
    direction: Direction,
) -> Result<(Tokens, Vec<Type>)> {
    let (mut parts, mut types) = (Tokens::new(), Vec::new());
    for field in fields {
        let told = Field::read(&field.attrs, direction)?;
        if told.skipped {
            continue;
        }
        // What is left out when there is nothing is never null.
        let inner = optional(&field.ty);
        let may_lack = told.optional || inner.is_some() && (told.flattened || direction == Direction::Taken);
        let inner = inner.filter(|_| may_lack && direction == Direction::Shown);
        let of = inner.unwrap_or(&field.ty).clone();
        let schema = schema(&of, &told, direction);
        let presence = if may_lack { quote!(Optional) } else { quote!(Required) };
        parts.extend(if told.flattened {
            quote!(.with_all_of(&#schema, muster::schema::Presence::#presence))
        } else {
            let name = name(field, &told, container);
            let about = (!told.about.is_empty()).then_some(&told.about).map(|words| quote!(.about(#words)));
            quote!(.with(#name, #schema #about, muster::schema::Presence::#presence))
        });
        types.push(of);
    }
    let any = match container.any.as_slice() {
        [] => Tokens::new(),
        any => quote!(.with_any(&[#(#any),*])),
    };
    let example = container.example.as_ref().map(|example| quote!(.example_of(&#example)));
    Ok((quote!(muster::schema::Schema::object() #parts #any #example), types))
}

/// The schema of a struct that is its one field.
pub(crate) fn transparent(fields: &Fields, direction: Direction) -> Result<(Tokens, Vec<Type>)> {
    let shown: Vec<_> =
        fields.iter().map(|field| Ok((field, Field::read(&field.attrs, direction)?))).collect::<Result<_>>()?;
    let mut shown = shown.into_iter().filter(|(_, told)| !told.skipped);
    match (shown.next(), shown.next()) {
        (Some((field, told)), None) => Ok((schema(&field.ty, &told, direction), vec![field.ty.clone()])),
        _ => Err(Error::new_spanned(fields, "a schema is derived for named fields, or for one")),
    }
}

fn schema(of: &Type, told: &Field, direction: Direction) -> Tokens {
    let (the_trait, method) = direction.names();
    let example = told.example.as_ref().map(|example| quote!(.example(#example)));
    let always = told.always.as_ref().map(|value| quote!(.always(#value)));
    quote!(<#of as muster::schema::#the_trait>::#method(parts) #example #always)
}

fn name(field: &syn::Field, told: &Field, container: &Container) -> String {
    let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
    let name = name.strip_prefix("r#").unwrap_or(&name);
    match &told.rename {
        Some(rename) => rename.clone(),
        None if container.camel_case => camel_case(name),
        None => name.to_owned(),
    }
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at(word.len().min(1));
        name + &initial.to_ascii_uppercase() + rest
    })
}

/// The `T` of an `Option<T>`.
fn optional(of: &Type) -> Option<&Type> {
    let Type::Path(path) = of else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(inner) => Some(inner),
        _ => None,
    }
}
