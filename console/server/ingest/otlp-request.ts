/** The decoded messages, as protobufjs makes them: an unset field has its type's zero value, an unset message is null. */

/** A 64-bit integer as two signed halves. */
export interface Int64 {
  readonly low: number;
  readonly high: number;
}

/** At most one field is its own: the others are zero values of the prototype. */
export interface AnyValue {
  readonly stringValue: string;
  readonly boolValue: boolean;
  readonly intValue: Int64;
  readonly doubleValue: number;
  readonly arrayValue: { readonly values: readonly AnyValue[] };
  readonly kvlistValue: { readonly values: readonly KeyValue[] };
  readonly bytesValue: Uint8Array;
}

export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue | null;
}

export interface Resource {
  readonly attributes: readonly KeyValue[];
}

export interface Scope {
  readonly name: string;
  readonly version: string;
}

export interface TraceRequest {
  readonly resourceSpans: readonly {
    readonly resource: Resource | null;
    readonly scopeSpans: readonly { readonly scope: Scope | null; readonly spans: readonly Span[] }[];
  }[];
}

export interface Span {
  readonly traceId: Uint8Array;
  readonly spanId: Uint8Array;
  readonly traceState: string;
  readonly parentSpanId: Uint8Array;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: Int64;
  readonly endTimeUnixNano: Int64;
  readonly attributes: readonly KeyValue[];
  readonly events: readonly {
    readonly timeUnixNano: Int64;
    readonly name: string;
    readonly attributes: readonly KeyValue[];
  }[];
  readonly links: readonly {
    readonly traceId: Uint8Array;
    readonly spanId: Uint8Array;
    readonly attributes: readonly KeyValue[];
  }[];
  readonly status: { readonly message: string; readonly code: number } | null;
}

export interface LogsRequest {
  readonly resourceLogs: readonly {
    readonly resource: Resource | null;
    readonly scopeLogs: readonly { readonly scope: Scope | null; readonly logRecords: readonly LogRecord[] }[];
  }[];
}

export interface LogRecord {
  readonly timeUnixNano: Int64;
  readonly observedTimeUnixNano: Int64;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly body: AnyValue | null;
  readonly attributes: readonly KeyValue[];
  readonly traceId: Uint8Array;
  readonly spanId: Uint8Array;
}

export interface MetricsRequest {
  readonly resourceMetrics: readonly {
    readonly resource: Resource | null;
    readonly scopeMetrics: readonly { readonly metrics: readonly Metric[] }[];
  }[];
}

export interface Metric {
  readonly name: string;
  readonly gauge: { readonly dataPoints: readonly NumberDataPoint[] } | null;
  readonly sum: { readonly dataPoints: readonly NumberDataPoint[] } | null;
}

export interface NumberDataPoint {
  readonly timeUnixNano: Int64;
  readonly asDouble: number;
  readonly asInt: Int64;
  readonly attributes: readonly KeyValue[];
}
