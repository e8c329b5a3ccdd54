/**
 * AWS X-Ray's segment document, as far as spans fill it.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html
 */
export interface SegmentDocument extends Segment {
  readonly trace_id: string;
  /** Present on a subsegment that travels apart from its segment. */
  readonly type?: 'subsegment';
  readonly parent_id?: string;
  readonly subsegments?: readonly NestedSubsegment[];
}

export interface NestedSubsegment extends Segment {
  readonly subsegments?: readonly NestedSubsegment[];
}

/** What a span says, wherever in a document it stands. Times are seconds since the epoch, with a fraction. */
export interface Segment {
  readonly name: string;
  readonly id: string;
  readonly start_time: number;
  readonly end_time: number;
  readonly fault: boolean;
  readonly error: boolean;
  readonly throttle: boolean;
  readonly namespace?: 'aws' | 'remote';
  readonly cause?: Cause;
  readonly http?: HttpBlock;
  readonly sql?: SqlBlock;
  readonly aws?: Readonly<Record<string, unknown>>;
  readonly links?: readonly SegmentLink[];
  readonly annotations?: Readonly<Record<string, string | number | boolean>>;
  readonly metadata?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly origin?: string;
  readonly service?: { readonly version: string };
  readonly user?: string;
}

export interface HttpBlock {
  readonly request?: {
    readonly method?: string;
    readonly url?: string;
    readonly user_agent?: string;
    readonly client_ip?: string;
    readonly x_forwarded_for?: boolean;
  };
  readonly response?: { readonly status?: number; readonly content_length?: number };
}

export interface SqlBlock {
  readonly url?: string;
  readonly connection_string?: string;
  readonly database_type?: string;
  readonly user?: string;
  readonly sanitized_query?: string;
}

export interface Cause {
  readonly exceptions: readonly SegmentException[];
}

export interface SegmentException {
  /** 16 hex digits. */
  readonly id: string;
  readonly message?: string;
  readonly type?: string;
  readonly remote?: boolean;
  readonly stack?: readonly StackFrame[];
  /** Frames that were left out. */
  readonly truncated?: number;
  /** The id of the exception that caused this one. */
  readonly cause?: string;
}

export interface StackFrame {
  readonly path?: string;
  readonly line?: number;
  readonly label?: string;
}

export interface SegmentLink {
  readonly trace_id: string;
  readonly id: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}
