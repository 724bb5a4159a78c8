package io.outrigger.qiniu;

/**
 * Where the services of a bucket's region are, each a URL without a slash at its end.
 *
 * @param up takes uploads
 * @param rs knows and deletes objects
 * @param rsf lists objects
 */
record Hosts(String up, String rs, String rsf) {

  /** Those of a region by its name, as Qiniu makes them. */
  static Hosts ofRegion(String region, QiniuSettings settings) {
    var up = settings.useCdnDomains() ? "upload" : "up";
    return new Hosts(
            url("region", up + '-' + region + ".qiniup.com", settings),
            url("region", "rs-" + region + ".qiniuapi.com", settings),
            url("region", "rsf-" + region + ".qiniuapi.com", settings))
        .or(settings);
  }

  /** These, but for those that the settings name themselves. */
  Hosts or(QiniuSettings settings) {
    return new Hosts(
        settings.upHost().isEmpty() ? up : url("up_host", settings.upHost(), settings),
        settings.rsHost().isEmpty() ? rs : url("rs_host", settings.rsHost(), settings),
        settings.rsfHost().isEmpty() ? rsf : url("rsf_host", settings.rsfHost(), settings));
  }

  /** A host that a setting names, or that follows from it. */
  static String url(String key, String host, QiniuSettings settings) {
    return BaseUrl.parse(key, host, settings.useHttps());
  }
}
