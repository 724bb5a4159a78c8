package io.outrigger.docker;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/** Checks objects against the API of Kubernetes, by the classes generated from its schema. */
final class KubernetesApi {

  private static final String MODELS = "io.kubernetes.client.openapi.models.V1";

  private KubernetesApi() {}

  /**
   * Checks an object.
   *
   * @throws IllegalArgumentException when a key is unknown, one is missing or a value has another
   *     type
   */
  static void check(Map<?, ?> object) throws ReflectiveOperationException {
    var type = Class.forName(MODELS + Documents.text(object, "kind"));
    try {
      type.getMethod("validateJsonElement", JsonElement.class)
          .invoke(null, new Gson().toJsonTree(object));
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(String.valueOf(e.getCause()), e);
    }
  }
}
