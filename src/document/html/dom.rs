//! The tree of a page, grown within limits.
//!
//! The rules of HTML let a short page make a large tree: formatting that is not closed is opened anew in every
//! paragraph. So the page is parsed bit by bit, and what was made of it is looked at in between.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use dom_query::{Document, NodeId};
use html5ever::interface::{Attribute, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, QualName, parse_document};

use crate::config::Limits;
use crate::error::ErrorKind;

/// How many bytes are parsed between two looks.
const STEP: usize = 512;

/// A comment of a page's markup.
pub(super) struct Comment {
    /// Between its marks.
    pub(super) text: String,
    /// The line that it begins in, from 1.
    pub(super) line: usize,
}

/// The tree of a page.
///
/// # Errors
/// A page whose elements are too many or nest too deep.
pub(super) fn parse(html: &str, limits: &Limits) -> Result<Document, ErrorKind> {
    parse_with_comments(html, limits).map(|(page, _)| page)
}

/// The tree of a page, and its comments.
///
/// # Errors
/// A page whose elements are too many or nest too deep.
pub(super) fn parse_with_comments(html: &str, limits: &Limits) -> Result<(Document, Vec<Comment>), ErrorKind> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let nesting = usize::try_from(limits.nesting).unwrap_or(usize::MAX);
    let tree = Tree { nesting, line: Cell::new(1), ..Tree::default() };
    let mut parser = parse_document(tree, ParseOpts { tree_builder, ..ParseOpts::default() });
    let mut rest = html;
    while !rest.is_empty() {
        let (step, after) = rest.split_at(rest.ceil_char_boundary(STEP.min(rest.len())));
        parser.process(StrTendril::from(step));
        rest = after;
        let tree = &parser.tokenizer.sink.sink;
        if tree.page.tree.len() as u64 > limits.elements {
            let what = format!("the page has more than {} elements", limits.elements);
            return Err(ErrorKind::Limit { what, key: "elements" });
        }
        if tree.too_deep.get() {
            let what = format!("elements nest deeper than {nesting}");
            return Err(ErrorKind::Limit { what, key: "nesting" });
        }
    }
    Ok(parser.finish())
}

/// A tree that notes its comments, and when it grows too deep.
#[derive(Default)]
struct Tree {
    page: Document,
    comments: RefCell<Vec<Comment>>,
    /// The line that the parser has come to.
    line: Cell<u64>,
    nesting: usize,
    /// What is in a template stands in a tree of its own.
    templates: Cell<usize>,
    too_deep: Cell<bool>,
}

impl Tree {
    fn look(&self, parent: NodeId) {
        if self.page.tree.ancestor_ids_of_it(&parent, None).nth(self.nesting).is_some() {
            self.too_deep.set(true);
        }
    }
}

/// All is done by the page.
impl TreeSink for Tree {
    type Handle = NodeId;
    type Output = (Document, Vec<Comment>);
    type ElemName<'a> = <Document as TreeSink>::ElemName<'a>;

    fn finish(self) -> Self::Output {
        (self.page.finish(), self.comments.into_inner())
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(line);
    }

    /// Pages are as they are.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.page.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Self::ElemName<'a> {
        self.page.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        if flags.template {
            self.templates.set(self.templates.get() + 1);
            self.too_deep.set(self.too_deep.get() || self.templates.get() > self.nesting);
        }
        self.page.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        let ends = usize::try_from(self.line.get()).unwrap_or(usize::MAX);
        let line = ends.saturating_sub(text.matches('\n').count());
        self.comments.borrow_mut().push(Comment { text: text.to_string(), line });
        self.page.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.page.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.look(*parent);
        self.page.append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, before: &NodeId, child: NodeOrText<NodeId>) {
        self.look(*element);
        self.page.append_based_on_parent_node(element, before, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.page.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.page.get_template_contents(target)
    }

    fn same_node(&self, a: &NodeId, b: &NodeId) -> bool {
        self.page.same_node(a, b)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.page.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.look(*sibling);
        self.page.append_before_sibling(sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.page.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.page.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.look(*parent);
        self.page.reparent_children(node, parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, element: &NodeId) -> bool {
        self.page.is_mathml_annotation_xml_integration_point(element)
    }
}
