//! Filters with which templates use the theme's strings.

#![allow(clippy::needless_pass_by_value, reason = "Tera passes arguments by value")]

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::{Strings, strings};

/// Registers the filters.
pub fn register(tera: &mut Tera, strings: &Strings) {
    tera.register_filter("fill", fill);
    tera.register_filter("plural", plural);
    let strings = strings.clone();
    tera.register_filter("date", move |date: &str, _: Kwargs, _: &State| strings.date(date));
}

/// `{{ t.lesson_of | fill(number="2.4.8") }}` replaces `{number}` in the string.
fn fill(pattern: &str, values: Kwargs, _: &State) -> String {
    let mut filled = pattern.to_owned();
    for (name, value) in values.iter() {
        filled = strings::put(&filled, &name.to_string(), &value.to_string());
    }
    filled
}

/// `{{ 3 | plural(one=t.lessons_one, other=t.lessons_other) }}` chooses a form and replaces `{n}`.
fn plural(n: i64, forms: Kwargs, _: &State) -> TeraResult<Value> {
    let form: &str = forms.must_get(if n == 1 { "one" } else { "other" })?;
    Ok(Value::normal_string(&strings::put(form, "n", &n.to_string())))
}
