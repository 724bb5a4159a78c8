{{- define "outrigger.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "outrigger.socket" -}}
unix:/run/outrigger/outrigger.sock
{{- end }}

{{- define "outrigger.secretName" -}}
{{ .Values.existingSecret | default .Release.Name }}
{{- end }}

{{- /* What the chart knows of the config, and what the values say. */ -}}
{{- define "outrigger.config" -}}
{{- $grace := sub .Values.gracePeriodSeconds 10 -}}
{{- $known := dict
  "app" (dict "app_id" (.Values.appId | default .Release.Name))
  "server" (dict
    "listen" (list "127.0.0.1:34904" (include "outrigger.socket" .))
    "graceful_stop_timeout" (printf "%ds" (max 0 $grace)))
  "actuator" (dict "listen" (list "0.0.0.0:34999"))
  "metrics" (dict "port" 34903) -}}
{{- $config := deepCopy .Values.config -}}
{{- if not $config.components -}}
{{- $_ := set $config "components" (dict "state" (dict "state" (dict "type" "in-memory"))) -}}
{{- end -}}
{{- mergeOverwrite $known $config | toPrettyJson }}
{{- end }}

{{- define "outrigger.container" -}}
- name: outrigger
  image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default (printf "%s-slim" .Chart.AppVersion) }}"
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  {{- if .Values.nativeSidecar }}
  restartPolicy: Always
  {{- end }}
  {{- if or .Values.env .Values.javaOptions }}
  env:
    {{- with .Values.javaOptions }}
    - name: JDK_JAVA_OPTIONS
      value: {{ . | quote }}
    {{- end }}
    {{- with .Values.env }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  {{- if or .Values.secrets .Values.existingSecret }}
  envFrom:
    - secretRef:
        name: {{ include "outrigger.secretName" . }}
  {{- end }}
  ports:
    - name: actuator
      containerPort: 34999
    - name: metrics
      containerPort: 34903
  startupProbe:
    httpGet:
      path: /actuator/health/startup
      port: actuator
    periodSeconds: 1
    failureThreshold: 60
  readinessProbe:
    httpGet:
      path: /actuator/health/readiness
      port: actuator
    periodSeconds: 5
    timeoutSeconds: 2
  livenessProbe:
    httpGet:
      path: /actuator/health/liveness
      port: actuator
    periodSeconds: 10
    timeoutSeconds: 5
  resources:
    {{- toYaml .Values.resources | nindent 4 }}
  securityContext:
    allowPrivilegeEscalation: false
    readOnlyRootFilesystem: true
    capabilities:
      drop: ["ALL"]
  volumeMounts:
    - name: config
      mountPath: /etc/outrigger
      readOnly: true
    - name: socket
      mountPath: /run/outrigger
{{- end }}

{{- define "outrigger.app" -}}
{{- $own := .Values.app.container -}}
- name: app
  image: {{ .Values.app.image | quote }}
  env:
    - name: OUTRIGGER_ENDPOINT
      value: {{ include "outrigger.socket" . }}
    {{- with $own.env }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumeMounts:
    - name: socket
      mountPath: /run/outrigger
    {{- with $own.volumeMounts }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with omit $own "env" "volumeMounts" }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{- define "outrigger.pod" -}}
metadata:
  labels:
    {{- include "outrigger.labels" . | nindent 4 }}
  annotations:
    outrigger/config: {{ printf "%s%s" (include "outrigger.config" .) (toYaml .Values.secrets) | sha256sum }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  {{- if eq .Values.workload "Job" }}
  restartPolicy: Never
  {{- end }}
  terminationGracePeriodSeconds: {{ .Values.gracePeriodSeconds }}
  securityContext:
    {{- toYaml .Values.podSecurityContext | nindent 4 }}
  {{- if .Values.nativeSidecar }}
  initContainers:
    {{- include "outrigger.container" . | nindent 4 }}
  containers:
    {{- include "outrigger.app" . | nindent 4 }}
  {{- else }}
  containers:
    {{- include "outrigger.app" . | nindent 4 }}
    {{- include "outrigger.container" . | nindent 4 }}
  {{- end }}
  volumes:
    - name: config
      configMap:
        name: {{ .Release.Name }}
    - name: socket
      emptyDir:
        medium: Memory
        sizeLimit: 1Mi
{{- end }}
