package io.outrigger.hdfs;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a file system is.
 *
 * @param host the host of the NameNode, or the name of a name service
 * @param port the port of the NameNode; empty for a name service
 * @param base the directory that the endpoint names, without a slash at its end; empty for the root
 */
record Endpoint(String host, String port, String base) {

  private static final String HOST = "[A-Za-z0-9][A-Za-z0-9._-]*";

  /** As Layotto has it. */
  private static final Pattern TCP = Pattern.compile("tcp:(?://)?(" + HOST + "):(\\d{1,5})/*");

  private static final Pattern URI =
      Pattern.compile("hdfs://(" + HOST + ")(?::(\\d{1,5}))?(/[^?#]*)?");

  private static final Pattern ADDRESS = Pattern.compile(HOST + ":\\d{1,5}");

  /**
   * Reads {@code tcp:host:port}, {@code hdfs://host:port/base} or {@code hdfs://nameservice/base}.
   *
   * @param nameNodes the NameNodes of the name service, each {@code host:port}
   * @throws IllegalArgumentException when the text has another form, or names a service without
   *     NameNodes or a NameNode with some
   */
  static Endpoint parse(String text, List<String> nameNodes) {
    var endpoint = parse(text);
    if (endpoint.isNameService() == nameNodes.isEmpty()) {
      throw new IllegalArgumentException(
          nameNodes.isEmpty()
              ? "endpoint: \"" + text + "\" (expected: a port, or name_nodes for the name service)"
              : "name_nodes: with the endpoint \"" + text + "\" (expected: a name service there)");
    }
    for (var address : nameNodes) {
      if (!ADDRESS.matcher(address).matches()) {
        throw new IllegalArgumentException("name_nodes: \"" + address + "\" (expected: host:port)");
      }
    }
    return endpoint;
  }

  private static Endpoint parse(String text) {
    var tcp = TCP.matcher(text);
    if (tcp.matches()) {
      return new Endpoint(tcp.group(1), port(text, tcp.group(2)), "");
    }
    var uri = URI.matcher(text);
    if (uri.matches()) {
      var base = uri.group(3) == null ? "" : uri.group(3);
      var port = uri.group(2) == null ? "" : port(text, uri.group(2));
      return new Endpoint(uri.group(1), port, base.replaceFirst("/+$", ""));
    }
    throw new IllegalArgumentException(
        "endpoint: \""
            + text
            + "\" (expected: tcp:host:port, hdfs://host:port or hdfs://nameservice)");
  }

  private static String port(String text, String digits) {
    int port = Integer.parseInt(digits);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "endpoint: \"" + text + "\" (expected: a port from 1 to 65535)");
    }
    return digits;
  }

  /** True when it names several NameNodes together. */
  boolean isNameService() {
    return port.isEmpty();
  }

  /** What stands between {@code hdfs://} and the path. */
  String authority() {
    return isNameService() ? host : host + ":" + port;
  }
}
