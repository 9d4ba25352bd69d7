//! Reads HTML as the sequence of its elements, and finds whatever is not ours.

/// Every element that is drawn.
const ELEMENTS: [&str; 26] = [
    "a",
    "article",
    "blockquote",
    "br",
    "button",
    "code",
    "dialog",
    "div",
    "footer",
    "form",
    "h2",
    "header",
    "img",
    "input",
    "label",
    "li",
    "option",
    "p",
    "select",
    "small",
    "span",
    "strong",
    "sup",
    "textarea",
    "time",
    "ul",
];
/// Those without an end.
const VOID: [&str; 3] = ["br", "img", "input"];
/// Every attribute, beside those that begin with `aria-` or `data-`.
const ATTRIBUTES: [&str; 26] = [
    "alt",
    "autocomplete",
    "class",
    "datetime",
    "download",
    "for",
    "height",
    "hidden",
    "href",
    "id",
    "loading",
    "method",
    "name",
    "novalidate",
    "rel",
    "role",
    "rows",
    "selected",
    "src",
    "tabindex",
    "target",
    "title",
    "type",
    "value",
    "width",
    "multiple",
];
/// Where a link or a picture may lead.
const ADDRESSES: [&str; 5] = ["/assets/", "/c/", "/file/", "http://", "https://"];

/// The elements of a piece of HTML in order. It panics at anything that is not ours, or not closed where it belongs.
pub(super) fn elements(html: &str) -> Vec<String> {
    let (mut found, mut open, mut rest) = (Vec::new(), Vec::<String>::new(), html);
    while let Some(at) = rest.find(['<', '>']) {
        let tag = &rest[at..];
        assert!(tag.starts_with('<'), "a stray > in {html}");
        if let Some(name) = tag.strip_prefix("</") {
            let end = name.find('>').expect("an end");
            assert_eq!(open.pop().as_deref(), Some(&name[..end]), "{html}");
            rest = &name[end + 1..];
            continue;
        }
        let end = tag[1..].find(|c: char| !c.is_ascii_alphanumeric()).expect("an end") + 1;
        let name = &tag[1..end];
        assert!(ELEMENTS.contains(&name), "<{name}> in {html}");
        rest = attributes(&tag[end..], html);
        found.push(name.to_owned());
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "{open:?} open in {html}");
    found
}

/// Reads over the attributes of an element; what comes after it.
fn attributes<'a>(mut rest: &'a str, html: &str) -> &'a str {
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            return after;
        }
        rest = rest.strip_prefix(' ').unwrap_or_else(|| panic!("an odd attribute in {html}"));
        let end = rest.find(['=', '>', ' ']).expect("an end");
        let name = &rest[..end];
        let ours = ATTRIBUTES.contains(&name) || name.starts_with("aria-") || name.starts_with("data-");
        assert!(ours, "{name} in {html}");
        rest = &rest[end..];
        if let Some(value) = rest.strip_prefix("=\"") {
            let end = value.find('"').expect("an end");
            let value_is_ours = !value[..end].contains(['<', '>']);
            assert!(value_is_ours, "{name} in {html}");
            if matches!(name, "href" | "src") {
                assert!(ADDRESSES.iter().any(|to| value.starts_with(to)), "{name} in {html}");
            }
            rest = &value[end + 1..];
        }
    }
}

#[test]
fn what_is_not_ours_is_found() {
    for odd in ["<script></script>", "<p onclick=\"x\"></p>", "<a href=\"javascript:x\"></a>", "<p>", "a > b"]
    {
        assert!(std::panic::catch_unwind(|| elements(odd)).is_err(), "{odd}");
    }
    assert_eq!(elements("<p class=\"a\">b<br>&lt;</p>"), ["p", "br"]);
}
