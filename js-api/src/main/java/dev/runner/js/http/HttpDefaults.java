package dev.runner.js.http;

/// The options of a run that every request starts from; a port of
/// [dev.runner.js.module.VuScope#port].
///
/// @param userAgent empty to send none
/// @param maxRedirects how many redirects are followed unless a request says otherwise; negative
///   for none
/// @param discardBodies whether `responseType` is `none` unless a request says otherwise
/// @param keepCookies whether the cookies of one iteration are still there in the next
/// @param batch how many requests of one `batch()` go on at the same time; 0 for any number
/// @param batchPerHost the same for each host
public record HttpDefaults(
    String userAgent,
    int maxRedirects,
    boolean discardBodies,
    boolean keepCookies,
    int batch,
    int batchPerHost) {}
