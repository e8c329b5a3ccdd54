/** What Node says an error is: `ENOENT`, `ERR_MODULE_NOT_FOUND`, ... */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
