/// What a module that scripts import is made of, and what it may ask of its virtual user.
///
/// Everything here is used by the thread that runs the virtual user. Add a module as a folder
/// beside this one and a line in `dev.runner.js.JsModules`.
@NullMarked
package dev.runner.js.module;

import org.jspecify.annotations.NullMarked;
