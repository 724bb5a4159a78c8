package io.outrigger.runtime.api.layotto;

import com.google.protobuf.Empty;
import io.outrigger.proto.layotto.v1.DelFileRequest;
import io.outrigger.proto.layotto.v1.FileRequest;
import io.outrigger.proto.layotto.v1.GetFileMetaRequest;
import io.outrigger.proto.layotto.v1.GetFileMetaResponse;
import io.outrigger.proto.layotto.v1.GetFileRequest;
import io.outrigger.proto.layotto.v1.GetFileResponse;
import io.outrigger.proto.layotto.v1.ListFileRequest;
import io.outrigger.proto.layotto.v1.ListFileResp;
import io.outrigger.proto.layotto.v1.PutFileRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.runtime.api.ByteStrings;
import io.outrigger.runtime.api.ServiceBinder;
import io.outrigger.runtime.api.Sink;
import io.outrigger.runtime.api.Source;
import io.outrigger.runtime.service.FileService;
import io.outrigger.runtime.service.ServiceException;
import io.outrigger.runtime.service.ServiceException.Reason;
import io.outrigger.spi.Call;
import io.outrigger.spi.file.ListRequest;
import java.util.concurrent.CompletionStage;

/** The five methods of the building block "file". */
final class LayottoFileApi {

  private final FileService service;

  LayottoFileApi(FileService service) {
    this.service = service;
  }

  void bindTo(ServiceBinder binder) {
    binder
        .serverStream(RuntimeGrpc.getGetFileMethod(), this::getFile)
        .clientStream(RuntimeGrpc.getPutFileMethod(), this::putFile)
        .unary(RuntimeGrpc.getListFileMethod(), this::listFile)
        .unary(RuntimeGrpc.getDelFileMethod(), this::delFile)
        .unary(RuntimeGrpc.getGetFileMetaMethod(), this::getFileMeta);
  }

  private CompletionStage<Void> getFile(
      Call call, GetFileRequest request, Sink<GetFileResponse> responses) {
    return Answers.worded(
        service.get(
            call,
            request.getStoreName(),
            FileMessages.read(request),
            piece ->
                responses.send(
                    GetFileResponse.newBuilder().setData(ByteStrings.toProto(piece)).build())),
        () -> "get file fail,err: ");
  }

  private CompletionStage<Empty> putFile(
      Call call, PutFileRequest first, Source<PutFileRequest> rest) {
    var name = first.getName(); // Not the message, whose data would stay as long as the upload.
    return Answers.of(
        service.put(
            call,
            first.getStoreName(),
            FileMessages.file(name, first.getMetadataMap()),
            new UploadStream(first, rest)),
        nothing -> Empty.getDefaultInstance(),
        () -> "put file %s fail: ".formatted(name));
  }

  private CompletionStage<ListFileResp> listFile(Call call, ListFileRequest request) {
    var file = required(request.hasRequest(), request.getRequest());
    var list = new ListRequest(FileMessages.file(file), request.getPageSize(), request.getMarker());
    return Answers.of(
        service.list(call, file.getStoreName(), list),
        FileMessages::response,
        () -> "list file %s fail: ".formatted(file.getName()));
  }

  private CompletionStage<Empty> delFile(Call call, DelFileRequest request) {
    var file = required(request.hasRequest(), request.getRequest());
    return Answers.of(
        service.delete(call, file.getStoreName(), FileMessages.file(file)),
        nothing -> Empty.getDefaultInstance(),
        () -> "delete file %s fail: ".formatted(file.getName()));
  }

  private CompletionStage<GetFileMetaResponse> getFileMeta(Call call, GetFileMetaRequest request) {
    var file = required(request.hasRequest(), request.getRequest());
    return Answers.of(
        service.stat(call, file.getStoreName(), FileMessages.file(file)),
        FileMessages::response,
        () -> "get meta of file %s fail: ".formatted(file.getName()));
  }

  private static FileRequest required(boolean present, FileRequest request) {
    if (!present) {
      throw new ServiceException(Reason.ILLEGAL_VALUE, "request can't be nil");
    }
    return request;
  }
}
