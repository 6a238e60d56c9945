package dev.runner.js.csv;

/// Which lines of a file are rows, and what becomes of them.
///
/// @param fromLine the first line, from 0
/// @param toLine the last line, itself included; -1 for no limit
/// @param asObjects whether the first line names the members of objects
record CsvOptions(
    char delimiter, boolean skipFirstLine, long fromLine, long toLine, boolean asObjects) {}
