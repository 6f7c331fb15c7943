//! The fields of `redirects.json`.

use super::super::json::{Node, Value};
use super::super::reader::{Fill, Read, Reader, Shape, record};
use crate::edition::{Redirect, RedirectStatus, RedirectsFile};

record! {
    /// Where addresses lead that the site no longer has.
    "$schema" RedirectsFile {
        /// What becomes of each; of several patterns that fit, the first one counts.
        redirects: many,
    }
}

record! {
    /// What becomes of an address that the site no longer has.
    Redirect {
        /// The old path, from the site's root: /2019/old-story/. May hold {slug}, {id}, {section}, {yyyy}, {mm}, {dd} as whole parts, and {rest} as the last one.
        from: required,
        /// The new path or a whole address; may hold what stands in \"from\". Absent where the status is 410.
        to: optional,
        /// 301 (moved for good, if absent), 302 (moved for now) or 410 (gone).
        status: optional,
    }
}

impl Fill for RedirectStatus {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        let Value::Number(number) = &node.value else {
            reader.expected("a whole number", node);
            return false;
        };
        *self = match number.as_str() {
            "301" => Self::Permanent,
            "302" => Self::Temporary,
            "410" => Self::Gone,
            _ => {
                reader.error("word", node, "one of these is expected here: 301 302 410".to_owned());
                return false;
            }
        };
        true
    }
}

impl Read for RedirectStatus {
    fn blank() -> Self {
        Self::Permanent
    }

    fn shape() -> Shape {
        Shape::Integer(301, 410)
    }
}
