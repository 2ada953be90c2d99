use std::ops::Range;
use std::rc::Rc;

/// A value and the bytes of the file that it was read from.
#[derive(Clone, Debug)]
pub struct Node {
    pub span: Range<usize>,
    pub value: Value,
}

/// What stands at a place. Aliases share what they stand for, so that expansion costs nothing.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing was written: `key:` and no more.
    Empty,
    /// The text as written, whatever YAML would make of it.
    Text(String),
    List(Vec<Rc<Node>>),
    /// In the order of the file, doubled keys and all.
    Map(Vec<(Rc<Node>, Rc<Node>)>),
}

impl Node {
    /// What kind of value it is, for messages.
    pub const fn kind(&self) -> &'static str {
        match self.value {
            Value::Empty => "nothing",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}
