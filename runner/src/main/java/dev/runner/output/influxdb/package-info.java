/// The `influxdb` output: line protocol over HTTP, for InfluxDB 1 and 2. See
/// [dev.runner.output.influxdb.LineProtocol].
@NullMarked
package dev.runner.output.influxdb;

import org.jspecify.annotations.NullMarked;
