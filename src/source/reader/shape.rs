//! What JSON of a type looks like. Only the schema asks; in the browser none of it is left.

/// The form of a value.
pub enum Shape {
    /// Text, with a regular expression and a word of explanation where it is not free.
    Text {
        /// By ECMA 262, as JSON Schema has it.
        pattern: Option<&'static str>,
        /// What it is.
        doc: &'static str,
    },
    /// A whole number in a range, both ends included.
    Integer(i64, i64),
    /// A number from 0 to 1.
    Fraction,
    /// `true` or `false`.
    Boolean,
    /// One of some words.
    Words(Vec<&'static str>),
    /// A list.
    List(Box<Shape>),
    /// A list of two.
    Pair(Box<Shape>),
    /// An object with free names.
    Map(Box<Shape>),
    /// Any of several forms.
    AnyOf(Vec<Shape>),
    /// An object with known names, described once.
    Record(fn() -> RecordShape),
    /// A form described once under a name, because it contains itself.
    Named(&'static str, fn() -> Shape),
}

/// The form of an object.
pub struct RecordShape {
    /// The type's name.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// The value of its `type`, where it is one of several.
    pub tag: Option<&'static str>,
    /// Whether it carries `version` and may carry `$schema`.
    pub is_versioned: bool,
    /// Its fields.
    pub fields: Vec<FieldShape>,
}

/// The form of a field.
pub struct FieldShape {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// Whether it must be there.
    pub is_required: bool,
    /// Its value's form.
    pub shape: Shape,
}

/// The form of a field that must be there, or that has a default.
pub(crate) fn of_field<R, T: super::Read>(_: impl Fn(&R) -> &T) -> Shape {
    T::shape()
}

/// The form of a field that may be absent.
pub(crate) fn of_optional<R, T: super::Read>(_: impl Fn(&R) -> &Option<T>) -> Shape {
    T::shape()
}

/// The form of a list.
pub(crate) fn of_many<R, T: super::Read>(_: impl Fn(&R) -> &Vec<T>) -> Shape {
    Shape::List(Box::new(T::shape()))
}

/// The form of an object with free names.
pub(crate) fn of_map<R, T: super::Read>(_: impl Fn(&R) -> &Vec<(String, T)>) -> Shape {
    Shape::Map(Box::new(T::shape()))
}
