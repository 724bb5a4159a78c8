package io.outrigger.qiniu;

import io.outrigger.objectstore.PartReader.Part;
import java.util.zip.CRC32;
import okhttp3.MultipartBody;
import okhttp3.Request;

/** The upload of a file that is no longer than a part, by one request. */
final class FormUpload {

  /** What Qiniu calls the file in variables, none of which is used. */
  private static final String FILE_NAME = "file";

  private final QiniuHttp http;
  private final Signatures signatures;
  private final Hosts hosts;

  FormUpload(QiniuHttp http, Signatures signatures, Hosts hosts) {
    this.http = http;
    this.signatures = signatures;
    this.hosts = hosts;
  }

  /** Uploads the file, and answers what Qiniu says of it. */
  Reply run(Upload upload, Part content) {
    upload.requireGoingOn();
    var body =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("token", signatures.uploadToken(upload.object(), upload.options()))
            .addFormDataPart("key", upload.object().key())
            .addFormDataPart("crc32", Long.toString(crc32(content)))
            .addFormDataPart("file", FILE_NAME, body(upload, content))
            .build();
    var reply =
        http.send(upload.subject(), new Request.Builder().url(hosts.up() + '/').post(body).build());
    if (!reply.isSuccess()) {
      throw QiniuFailures.of(upload.subject(), reply);
    }
    return reply;
  }

  private static PartBody body(Upload upload, Part content) {
    // Sent again when it has taken effect, a file that must be new would be refused.
    return new PartBody(content, upload.typeOrNull(), upload.options().ifAbsent());
  }

  private static long crc32(Part content) {
    var crc = new CRC32();
    crc.update(content.buffer(), 0, content.length());
    return crc.getValue();
  }
}
