package io.outrigger.qiniu;

import com.qiniu.util.Json;
import io.outrigger.objectstore.PartReader.Part;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;

/** The requests of one upload: as a form, or in parts (Qiniu's resumable upload v2). */
final class UploadRequests {

  /** What Qiniu calls the file in variables, none of which is used. */
  private static final String FILE_NAME = "file";

  private static final MediaType JSON = MediaType.get("application/json");
  private static final MediaType BYTES = MediaType.get("application/octet-stream");

  private static final Part NOTHING = new Part(new byte[0], 0, true);

  private final Upload upload;
  private final Signatures signatures;
  private final String up;
  private final String uploads;

  UploadRequests(Upload upload, Signatures signatures, Hosts hosts) {
    this.upload = upload;
    this.signatures = signatures;
    up = hosts.up();
    uploads =
        "%s/buckets/%s/objects/%s/uploads"
            .formatted(
                up, Link.path(upload.object().bucket()), Link.encoded(upload.object().key()));
  }

  /** The whole file. */
  Request form(Part content) {
    var file = new PartBody(content, upload.typeOrNull());
    var body =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("token", token())
            .addFormDataPart("key", upload.object().key())
            .addFormDataPart("crc32", Long.toString(crc32(content)))
            .addFormDataPart("file", FILE_NAME, file)
            .build();
    return new Request.Builder().url(up + '/').post(body).build();
  }

  private static long crc32(Part content) {
    var crc = new CRC32();
    crc.update(content.buffer(), 0, content.length());
    return crc.getValue();
  }

  /** The beginning of an upload in parts. */
  Request begin() {
    return signed(uploads).post(new PartBody(NOTHING, BYTES)).build();
  }

  /** A part of the upload {@code id}. */
  Request part(String id, int number, Part content) {
    return signed(uploads + '/' + id + '/' + number).put(new PartBody(content, BYTES)).build();
  }

  /** The end of the upload {@code id}: the numbers and etags of its parts. */
  Request complete(String id, List<Map<String, Object>> parts) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("parts", parts);
    upload.type().ifPresent(type -> fields.put("mimeType", type.toString()));
    var bytes = Json.encode(fields).getBytes(StandardCharsets.UTF_8);
    var body = new PartBody(new Part(bytes, bytes.length, true), JSON);
    return signed(uploads + '/' + id).post(body).build();
  }

  /** Lets Qiniu forget the upload {@code id}. */
  Request abort(String id) {
    return signed(uploads + '/' + id).delete().build();
  }

  private Request.Builder signed(String url) {
    return new Request.Builder().url(url).header("Authorization", "UpToken " + token());
  }

  private String token() {
    return signatures.uploadToken(upload.object(), upload.options());
  }
}
