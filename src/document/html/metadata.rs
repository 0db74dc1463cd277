//! What a page says of itself: in JSON-LD, in Open Graph and other `meta` elements, in its markup.

use dom_query::{Document, Selection};
use jiff::civil::{Date, Time};
use serde_json::Value;

use crate::config::parse_date;
use crate::document::draft::Metadata;

/// The most words that a site puts behind a title: `Title | Site`.
const SITE: usize = 5;

/// The title, date, outlet, address and language of a page. Of several sources the most deliberate is believed: data
/// for machines that is about the article, then data about the page, then what the page shows.
pub(super) fn of(page: &Document) -> Metadata {
    let data = linked_data(page);
    let article = data.iter().find(|item| is_kind(item, "Article") || is_kind(item, "Posting"));
    let of_article = |keys: &[&str]| article.and_then(|item| text_at(item, keys, &data));
    let of_page =
        |keys: &[&str]| data.iter().filter(|item| is_kind(item, "WebPage")).find_map(|item| text_at(item, keys, &data));
    let meta = |names: &[&str]| names.iter().find_map(|name| meta(page, name));
    Metadata {
        title: of_article(&["headline"]).or_else(|| title(page, &meta)),
        date: of_article(&["datePublished"])
            .and_then(|text| parse_date(&text))
            .or_else(|| date(page, &meta))
            .or_else(|| of_page(&["datePublished"]).and_then(|text| parse_date(&text))),
        outlet: of_article(&["publisher", "name"])
            .or_else(|| meta(&["og:site_name", "application-name", "dc.publisher"])),
        url: attribute(&page.select("link[rel=canonical]"), "href")
            .or_else(|| meta(&["og:url"]))
            .or_else(|| of_article(&["url"])),
        language: of_article(&["inLanguage"])
            .or_else(|| attribute(&page.select("html"), "lang"))
            .or_else(|| meta(&["og:locale", "content-language", "dc.language"])),
        ..Metadata::default()
    }
}

/// The headline: the one that the page shows, where what it calls itself agrees.
fn title(page: &Document, meta: &dyn Fn(&[&str]) -> Option<String>) -> Option<String> {
    let shown: Vec<String> = page.select("h1").iter().filter_map(|heading| filled(&heading.text())).collect();
    let named = meta(&["og:title", "twitter:title", "dc.title"]);
    let tab = || filled(&page.select("head > title").first().text());
    let named = named.or_else(tab);
    match (named, &shown[..]) {
        (Some(named), _) => {
            let agrees = shown.iter().find(|shown| named.contains(shown.as_str()));
            Some(agrees.cloned().unwrap_or_else(|| without_site(&named).to_owned()))
        }
        (None, [one]) => Some(one.clone()),
        (None, _) => None,
    }
}

/// A title without the name of the site behind it.
fn without_site(title: &str) -> &str {
    let parts = [" | ", " - ", " – ", " — ", " » ", " :: "].iter().filter_map(|mark| title.rsplit_once(mark));
    let cut = parts.filter(|(head, site)| {
        let words = |text: &str| text.split_whitespace().count();
        words(site) <= SITE && words(head) > words(site)
    });
    cut.map(|(head, _)| head.trim_end()).max_by_key(|head| head.len()).unwrap_or(title)
}

fn date(page: &Document, meta: &dyn Fn(&[&str]) -> Option<String>) -> Option<(Date, Option<Time>)> {
    const META: [&str; 8] = [
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "datepublished",
        "dc.date.issued",
        "dc.date",
        "pubdate",
        "date",
    ];
    let shown = ["[itemprop=datePublished]", "time[pubdate]", "article time[datetime]", "time[datetime]"];
    let shown = shown.iter().find_map(|place| {
        let place = page.select(place);
        ["datetime", "content"].iter().find_map(|name| parse_date(&attribute(&place, name)?))
    });
    META.iter().find_map(|name| parse_date(&meta(&[name])?)).or(shown)
}

/// The content of the first `meta` element of a name, by whichever attribute names it.
fn meta(page: &Document, name: &str) -> Option<String> {
    page.select("meta").iter().find_map(|element| {
        let named = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .any(|key| element.attr(key).is_some_and(|value| value.trim().eq_ignore_ascii_case(name)));
        named.then(|| element.attr("content")).flatten().and_then(|content| filled(&content))
    })
}

fn attribute(selection: &Selection<'_>, name: &str) -> Option<String> {
    filled(&selection.first().attr(name)?)
}

/// Words with single spaces, if there are any.
fn filled(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

// --------------------------------------------------------------------------------------------------- JSON-LD

/// The items of a page's linked data, those of lists and graphs too.
fn linked_data(page: &Document) -> Vec<Value> {
    let scripts = page.select("script[type='application/ld+json']");
    let mut items = Vec::new();
    for script in &scripts {
        let text = script.text();
        let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        let Ok(value) = serde_json::from_str::<Value>(text) else { continue };
        let list = if let Value::Array(list) = value { list } else { vec![value] };
        for mut item in list {
            if let Some(Value::Array(graph)) = item.get_mut("@graph").map(Value::take) {
                items.extend(graph);
            }
            items.push(item);
        }
    }
    items
}

/// Whether one of an item's types ends so: `NewsArticle` is an `Article`.
fn is_kind(item: &Value, kind: &str) -> bool {
    match item.get("@type") {
        Some(Value::String(own)) => own.ends_with(kind),
        Some(Value::Array(own)) => own.iter().any(|own| own.as_str().is_some_and(|own| own.ends_with(kind))),
        _ => false,
    }
}

/// The text at the end of some keys; of a list the first, of a reference the item that it names.
fn text_at(item: &Value, keys: &[&str], items: &[Value]) -> Option<String> {
    let item = item.as_array().map_or(Some(item), |list| list.first())?;
    match keys {
        [] => filled(item.as_str()?),
        [key, rest @ ..] => {
            if let Some(value) = item.get(key) {
                return text_at(value, rest, items);
            }
            let id = item.get("@id")?;
            let named = items.iter().find(|other| other.get("@id") == Some(id) && other.get(key).is_some())?;
            text_at(named.get(key)?, rest, items)
        }
    }
}
