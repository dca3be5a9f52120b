//! Thrift's compact protocol, as far as the headers of Parquet need it.

use crate::read::limits::FOOTER_DEPTH;

/// A value, without its type.
#[derive(Debug, PartialEq)]
pub(super) enum Value {
    Int(i64),
    Bytes(Vec<u8>),
    List(Vec<Value>),
    Struct(Vec<(i16, Value)>),
}

impl Value {
    /// A field of a struct.
    pub(super) fn field(&self, id: i16) -> Option<&Value> {
        match self {
            Value::Struct(fields) => fields.iter().find(|(n, _)| *n == id).map(|(_, value)| value),
            _ => None,
        }
    }

    /// A field that is a whole number.
    pub(super) fn int(&self, id: i16) -> Option<i64> {
        match self.field(id)? {
            Value::Int(n) => Some(*n),
            _ => None,
        }
    }

    /// A field that is a list; empty where it is none.
    pub(super) fn list(&self, id: i16) -> &[Value] {
        match self.field(id) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// A field that is a string.
    pub(super) fn text(&self, id: i16) -> Option<String> {
        match self.field(id)? {
            Value::Bytes(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
            _ => None,
        }
    }
}

/// Reads a struct, and says how many bytes it took; `None` where it is no whole one.
pub(super) fn read(bytes: &[u8]) -> Option<(Value, usize)> {
    let mut reader = Reader { bytes, at: 0 };
    let value = reader.structure(0)?;
    Some((value, reader.at))
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self) -> Option<u64> {
        let (value, len) = varint(self.bytes.get(self.at..)?)?;
        self.at += len;
        Some(value)
    }

    fn structure(&mut self, depth: usize) -> Option<Value> {
        let mut fields = Vec::new();
        let mut id = 0i16;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(Value::Struct(fields));
            }
            id = match head >> 4 {
                0 => i16::try_from(zigzag(self.number()?)).ok()?,
                step => id.checked_add(i16::from(step))?,
            };
            let value = match head & 15 {
                // What is true or false stands in its head.
                1 => Value::Int(1),
                2 => Value::Int(0),
                kind => self.value(kind, depth)?,
            };
            fields.push((id, value));
        }
    }

    fn value(&mut self, kind: u8, depth: usize) -> Option<Value> {
        match kind {
            1..=3 => Some(Value::Int(i64::from(self.byte()?))),
            4..=6 => Some(Value::Int(zigzag(self.number()?))),
            7 => {
                self.at = self.at.checked_add(8).filter(|at| *at <= self.bytes.len())?;
                Some(Value::Int(0))
            }
            8 => {
                let len = usize::try_from(self.number()?).ok()?;
                let bytes = self.bytes.get(self.at..self.at.checked_add(len)?)?.to_vec();
                self.at += len;
                Some(Value::Bytes(bytes))
            }
            9 | 10 if depth < FOOTER_DEPTH => {
                let head = self.byte()?;
                let len = if head >> 4 == 15 { self.number()? } else { u64::from(head >> 4) };
                // Each item has a byte at least.
                let len = usize::try_from(len).ok().filter(|n| *n <= self.bytes.len() - self.at)?;
                (0..len)
                    .map(|_| self.value(head & 15, depth + 1))
                    .collect::<Option<Vec<_>>>()
                    .map(Value::List)
            }
            12 if depth < FOOTER_DEPTH => self.structure(depth + 1),
            _ => None,
        }
    }
}

/// A number of seven bits a byte, least first, and its bytes.
pub(super) fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut value = 0u64;
    for (n, byte) in bytes.iter().take(10).enumerate() {
        value |= u64::from(byte & 127).checked_shl(7 * n as u32)?;
        if byte & 128 == 0 {
            return Some((value, n + 1));
        }
    }
    None
}

/// A number whose lowest bit is its sign.
pub(super) fn zigzag(n: u64) -> i64 {
    (n >> 1) as i64 ^ -((n & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structs_are_read() {
        let bytes = [0x15, 0x03, 0x19, 0x28, 1, b'a', 1, b'b', 0x1c, 0x11, 0, 0x00, 9];
        let (value, len) = read(&bytes).unwrap();
        assert_eq!((value.int(1), len), (Some(-2), 12));
        assert_eq!(value.list(2), [Value::Bytes(b"a".to_vec()), Value::Bytes(b"b".to_vec())]);
        assert_eq!(value.field(3).unwrap().int(1), Some(1));
    }

    #[test]
    fn what_claims_too_much_is_refused() {
        assert_eq!(read(&[0x19, 0xf8, 0xff, 0xff, 0xff, 0x0f]), None);
        assert_eq!(read(&[0x1c; 100]), None);
        assert_eq!(read(&[0x18, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]), None);
    }
}
