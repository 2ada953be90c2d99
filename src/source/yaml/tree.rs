use std::ops::Range;
use std::rc::Rc;

/// A YAML value and its byte range in the file.
#[derive(Clone, Debug)]
pub struct Node {
    pub span: Range<usize>,
    pub value: YamlValue,
}

/// A YAML value. An alias shares the value of its anchor.
#[derive(Clone, Debug)]
pub enum YamlValue {
    /// No value, as in `key:`.
    Empty,
    /// A scalar as written, whatever its type in YAML.
    Text(String),
    List(Vec<Rc<Node>>),
    /// The entries in the order of the file, including duplicate keys.
    Map(Vec<(Rc<Node>, Rc<Node>)>),
}

impl Node {
    /// Returns the kind of the value for messages, such as `a list`.
    pub const fn kind(&self) -> &'static str {
        match self.value {
            YamlValue::Empty => "nothing",
            YamlValue::Text(_) => "text",
            YamlValue::List(_) => "a list",
            YamlValue::Map(_) => "a map",
        }
    }
}
