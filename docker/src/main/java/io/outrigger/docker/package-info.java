/** Whether what is deployed fits Kubernetes' API, the chart, and the sidecar itself. */
@NullMarked
package io.outrigger.docker;

import org.jspecify.annotations.NullMarked;
