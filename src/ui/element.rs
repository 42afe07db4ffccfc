//! Answers: how is a piece of the page written down?
//!
//! Leptos renders; this is how its elements are built here. Every element is of one type, because `view!` makes a
//! type, and its code, of every bit of markup: these pages weighed 180 KB (brotli) more then. A selector names tag,
//! id and classes as a style sheet does; a closure, as value or as child, is followed.

use std::future::Future;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::tachys::html::attribute::Attribute as AnyAttribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute as Erased;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, Node};

use super::words::t;
use crate::text::say::Say;

const DRAWING: &str = "http://www.w3.org/2000/svg";

/// An element under construction. (In a box: moving it from call to call then costs next to nothing.)
pub struct El(Box<Making>);

struct Making {
    tag: &'static str,
    is_drawing: bool,
    settings: Vec<Setting>,
    children: Vec<AnyView>,
}

/// What is set on an element.
pub enum Setting {
    /// An attribute.
    Fixed(&'static str, String),
    /// An attribute that follows.
    Live(&'static str, Box<dyn Does<(), Option<String>>>),
    /// A property that follows.
    Property(&'static str, Box<dyn Does<(), JsValue>>),
    /// What is done at an event.
    On(&'static str, Box<dyn Does<Event, ()>>),
}

/// What a page has done later: a closure, without the two more ways to call one that `dyn FnMut` compiles for each.
pub trait Does<Given, Made>: Send {
    /// Once more.
    fn again(&mut self, given: Given) -> Made;
}

impl<Given, Made, F: FnMut(Given) -> Made + Send> Does<Given, Made> for F {
    fn again(&mut self, given: Given) -> Made {
        self(given)
    }
}

/// An element written like a selector: `tag#id.class.class`.
pub fn el(selector: &'static str) -> El {
    made(selector, false)
}

/// An element of a drawing, written likewise.
pub fn svg(selector: &'static str) -> El {
    made(selector, true)
}

fn made(selector: &'static str, is_drawing: bool) -> El {
    let (named, classes) = selector.split_once('.').unwrap_or((selector, ""));
    let (tag, id) = named.split_once('#').unwrap_or((named, ""));
    let given = [("class", classes.replace('.', " ")), ("id", id.to_owned())];
    let given = given.into_iter().filter(|(_, value)| !value.is_empty());
    let mut settings: Vec<Setting> = given.map(|(name, value)| Setting::Fixed(name, value)).collect();
    if tag == "button" {
        // None of ours sends a form.
        settings.push(Setting::Fixed("type", tag.to_owned()));
    }
    El(Box::new(Making { tag, is_drawing, settings, children: Vec::new() }))
}

impl El {
    /// With an attribute; without it where the value is none.
    pub fn attr(self, name: &'static str, value: impl Value) -> Self {
        Value::set(self, name, value)
    }

    /// With a property.
    pub fn prop(self, name: &'static str, value: impl Property) -> Self {
        Property::set(self, name, value)
    }

    /// With something done at an event.
    pub fn on(self, event: &'static str, then: impl FnMut(Event) + Send + 'static) -> Self {
        self.listening(event, Box::new(then))
    }

    #[inline(never)]
    fn listening(mut self, event: &'static str, then: Box<dyn Does<Event, ()>>) -> Self {
        self.0.settings.push(Setting::On(event, then));
        self
    }

    #[inline(never)]
    fn live(mut self, name: &'static str, value: Box<dyn Does<(), Option<String>>>) -> Self {
        self.0.settings.push(Setting::Live(name, value));
        self
    }

    #[inline(never)]
    fn property(mut self, name: &'static str, value: Box<dyn Does<(), JsValue>>) -> Self {
        self.0.settings.push(Setting::Property(name, value));
        self
    }

    #[inline(never)]
    fn following(mut self, piece: Box<dyn Does<(), AnyView>>) -> Self {
        self.0.children.push(following(piece));
        self
    }

    /// With a child after the others.
    pub fn add(self, child: impl Piece) -> Self {
        Piece::add(self, child)
    }
}

/// What may stand in an attribute: a text, a number, a claim (its presence), perhaps one of them; or a closure that
/// gives one.
pub trait Value {
    /// The element with this attribute, if there is one.
    fn set(on: El, name: &'static str, value: Self) -> El;
}

/// A value that an attribute can show.
pub trait Shown {
    /// As text; none leaves the attribute out.
    fn shown(self) -> Option<String>;
}

macro_rules! values {
    ($($type:ty: $shown:expr,)+) => {
        $(
            impl Shown for $type {
                #[inline(never)]
                fn shown(self) -> Option<String> {
                    let shown: fn(Self) -> Option<String> = $shown;
                    shown(self)
                }
            }

            impl Value for $type {
                #[inline(never)]
                fn set(mut on: El, name: &'static str, value: Self) -> El {
                    on.0.settings.extend(value.shown().map(|value| Setting::Fixed(name, value)));
                    on
                }
            }
        )+
    };
}

values! {
    &'static str: |it| Some(it.to_owned()),
    String: Some,
    usize: |it| Some(it.to_string()),
    i32: |it| Some(it.to_string()),
    bool: |it| it.then(String::new),
    Say: |it| Some(t(it).to_owned()),
    Option<&'static str>: |it| it.map(str::to_owned),
    Option<String>: |it| it,
}

impl<F: Fn() -> T + Send + 'static, T: Shown> Value for F {
    fn set(on: El, name: &'static str, value: Self) -> El {
        on.live(name, Box::new(move |()| value().shown()))
    }
}

/// What may stand in a property: a text or a claim; or a closure that gives one.
pub trait Property {
    /// The element with this property.
    fn set(on: El, name: &'static str, value: Self) -> El;
}

impl Property for String {
    fn set(on: El, name: &'static str, value: Self) -> El {
        on.property(name, Box::new(move |()| JsValue::from_str(&value)))
    }
}

impl<F: Fn() -> T + Send + 'static, T: Into<JsValue>> Property for F {
    fn set(on: El, name: &'static str, value: Self) -> El {
        on.property(name, Box::new(move |()| value().into()))
    }
}

/// What may stand between two tags: an element, a text, a number, several, perhaps; or a closure that gives one.
pub trait Piece: Sized {
    /// Adds itself as Leptos renders it.
    fn put(self, to: &mut Vec<AnyView>);

    /// The element with this as its last child.
    #[inline(never)]
    fn add(mut to: El, piece: Self) -> El {
        piece.put(&mut to.0.children);
        to
    }

    /// By itself.
    fn piece(self) -> AnyView {
        let mut pieces = Vec::new();
        self.put(&mut pieces);
        pieces.pop().unwrap_or_else(nothing)
    }
}

#[inline(never)]
fn nothing() -> AnyView {
    ().into_any()
}

impl Piece for () {
    fn put(self, to: &mut Vec<AnyView>) {
        to.push(nothing());
    }
}

impl Piece for AnyView {
    #[inline(never)]
    fn put(self, to: &mut Vec<AnyView>) {
        to.push(self);
    }
}

impl Piece for El {
    #[inline(never)]
    fn put(self, to: &mut Vec<AnyView>) {
        to.push(IntoAny::into_any(self));
    }
}

impl Piece for String {
    #[inline(never)]
    fn put(self, to: &mut Vec<AnyView>) {
        to.push(self.into_any());
    }
}

impl Piece for &'static str {
    #[inline(never)]
    fn put(self, to: &mut Vec<AnyView>) {
        Piece::put(self.to_owned(), to);
    }
}

impl Piece for Say {
    #[inline(never)]
    fn put(self, to: &mut Vec<AnyView>) {
        Piece::put(t(self), to);
    }
}

impl Piece for usize {
    #[inline(never)]
    fn put(self, to: &mut Vec<AnyView>) {
        Piece::put(self.to_string(), to);
    }
}

impl Piece for u32 {
    #[inline(never)]
    fn put(self, to: &mut Vec<AnyView>) {
        Piece::put(self.to_string(), to);
    }
}

impl<P: Piece> Piece for Option<P> {
    fn put(self, to: &mut Vec<AnyView>) {
        match self {
            Some(piece) => piece.put(to),
            None => to.push(nothing()),
        }
    }
}

impl Piece for Vec<AnyView> {
    #[inline(never)]
    fn put(self, to: &mut Vec<AnyView>) {
        to.push(self.into_any());
    }
}

impl<F: Fn() -> P + Send + 'static, P: Piece> Piece for F {
    fn put(self, to: &mut Vec<AnyView>) {
        to.push(following(Box::new(move |()| self().piece())));
    }

    fn add(to: El, piece: Self) -> El {
        to.following(Box::new(move |()| piece().piece()))
    }
}

#[inline(never)]
fn following(mut piece: Box<dyn Does<(), AnyView>>) -> AnyView {
    (move || piece.again(())).into_any()
}

/// Several pieces one after the other.
macro_rules! pieces {
    ($($piece:expr),* $(,)?) => {
        {
            let mut pieces = Vec::new();
            $($crate::ui::element::Piece::put($piece, &mut pieces);)*
            $crate::ui::element::Piece::piece(pieces)
        }
    };
}
pub(crate) use pieces;

/// Several pieces of one kind.
pub trait Pieces {
    /// One after the other.
    fn pieces(self) -> Vec<AnyView>;
}

impl<I: IntoIterator<Item = P>, P: Piece> Pieces for I {
    fn pieces(self) -> Vec<AnyView> {
        let mut pieces = Vec::new();
        for piece in self {
            piece.put(&mut pieces);
        }
        pieces
    }
}

/// An element on the page, with what must live as long as it.
pub struct Standing {
    element: Element,
    _children: Vec<AnyViewState>,
    _kept: Vec<Kept>,
}

enum Kept {
    Following(#[expect(dead_code, reason = "it follows for as long as it is held")] RenderEffect<()>),
    Listening(#[expect(dead_code, reason = "the browser calls it for as long as it is held")] Listener),
}

type Listener = Closure<dyn FnMut(Event)>;

impl Setting {
    fn set(self, element: &Element) -> Option<Kept> {
        match self {
            Self::Fixed(name, value) => {
                show(element, name, Some(&value));
                None
            }
            Self::Live(name, mut value) => {
                let element = element.clone();
                Some(follow(Box::new(move || show(&element, name, value.again(()).as_deref()))))
            }
            Self::Property(name, mut value) => {
                let element = element.clone();
                Some(follow(Box::new(move || {
                    let is_set = js_sys::Reflect::set(&element, &name.into(), &value.again(())).is_ok();
                    debug_assert!(is_set, "elements take properties");
                })))
            }
            Self::On(event, mut then) => {
                let listener = Listener::new(move |event| then.again(event));
                let is_heard = element
                    .add_event_listener_with_callback(event, listener.as_ref().unchecked_ref())
                    .is_ok();
                debug_assert!(is_heard, "elements take listeners");
                Some(Kept::Listening(listener))
            }
        }
    }
}

fn follow(mut set: Box<dyn FnMut()>) -> Kept {
    Kept::Following(RenderEffect::new(move |_| set()))
}

fn show(element: &Element, name: &'static str, value: Option<&str>) {
    let is_shown = match value {
        Some(value) => element.set_attribute(name, value).is_ok(),
        None => element.remove_attribute(name).is_ok(),
    };
    debug_assert!(is_shown, "{name} is the name of an attribute");
}

fn create(tag: &'static str, is_drawing: bool) -> Element {
    let created = if is_drawing {
        document().create_element_ns(Some(DRAWING), tag)
    } else {
        document().create_element(tag)
    };
    #[expect(clippy::expect_used, reason = "every tag in this program is a name")]
    created.expect("a document creates elements")
}

impl Render for El {
    type State = Standing;

    fn build(self) -> Standing {
        let making = *self.0;
        let element = create(making.tag, making.is_drawing);
        let mut children: Vec<AnyViewState> = making.children.into_iter().map(Render::build).collect();
        for child in &mut children {
            child.mount(&element, None);
        }
        let kept = making.settings.into_iter().filter_map(|setting| setting.set(&element)).collect();
        Standing { element, _children: children, _kept: kept }
    }

    fn rebuild(self, standing: &mut Standing) {
        let mut new = self.build();
        standing.insert_before_this(&mut new);
        standing.unmount();
        *standing = new;
    }
}

impl Mountable for Standing {
    fn unmount(&mut self) {
        self.element.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        let is_mounted = parent.insert_before(&self.element, marker).is_ok();
        debug_assert!(is_mounted, "the marker is a child of the parent");
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.element.parent_element() else { return false };
        child.mount(&parent, Some(&self.element));
        true
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.element.clone()]
    }
}

impl AddAnyAttr for El {
    type Output<A: AnyAttribute> = Self;

    fn add_any_attr<A: AnyAttribute>(self, _: A) -> Self {
        self
    }
}

/// The page is only ever rendered in the browser: what concerns servers is left empty.
impl RenderHtml for El {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    fn resolve(self) -> impl Future<Output = Self> + Send {
        std::future::ready(self)
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<Erased>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Standing {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
