/** The encodings of OTLP/HTTP. */
export type EncodingName = 'protobuf' | 'json';
