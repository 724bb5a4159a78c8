package io.outrigger.mongodb.client;

import com.mongodb.ConnectionString;

/** Makes the connection string that the settings mean. */
final class MongoUri {

  private static final String SRV = "mongodb+srv://";
  private static final String PLAIN = "mongodb://";

  private MongoUri() {}

  /**
   * Refuses settings that make no connection string, without any I/O.
   *
   * @throws IllegalArgumentException when they make none; the message shows no secret
   */
  static ConnectionString check(MongoSettings settings, String database) {
    var text = text(settings, database);
    // The driver asks the DNS when it reads an SRV string; everything else is the same without.
    return parse(text.startsWith(SRV) ? PLAIN + text.substring(SRV.length()) : text);
  }

  /** The connection string; asks the DNS when it is of the kind {@code mongodb+srv}. */
  static ConnectionString resolve(MongoSettings settings, String database) {
    return parse(text(settings, database));
  }

  /** The driver's message is not shown: it may have part of a password in it. */
  private static ConnectionString parse(String text) {
    try {
      return new ConnectionString(text);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "mongoHost, server, params, connectionString: no connection string of MongoDB (expected:"
              + " hosts as host:port, and options as ?name=value&name=value)");
    }
  }

  static String text(MongoSettings settings, String database) {
    var whole = settings.connectionString().reveal().strip();
    if (!whole.isEmpty()) {
      return whole;
    }
    boolean srv = !settings.server().isBlank();
    var hosts = srv ? settings.server().strip() : settings.mongoHost().strip();
    var user = user(settings);
    // Upstream's form of an SRV string names the database only where there is a user to look for.
    var path = srv && user.isEmpty() ? "" : PercentEncoding.of(database);
    return (srv ? SRV : PLAIN) + user + hosts + "/" + path + options(settings.params().strip());
  }

  private static String user(MongoSettings settings) {
    if (settings.username().isEmpty() || settings.mongoPassword().isEmpty()) {
      return "";
    }
    var password = PercentEncoding.of(settings.mongoPassword().reveal());
    return PercentEncoding.of(settings.username()) + ":" + password + "@";
  }

  private static String options(String params) {
    return params.isEmpty() || params.startsWith("?") ? params : "?" + params;
  }
}
