import type { Attributes, Exception } from '@opentelemetry/api';
import {
  ATTR_EXCEPTION_MESSAGE,
  ATTR_EXCEPTION_STACKTRACE,
  ATTR_EXCEPTION_TYPE,
} from '@opentelemetry/semantic-conventions';

/** What an `exception` event says of what was thrown; undefined where that has neither a type nor a message. */
export function exceptionAttributes(exception: Exception): Attributes | undefined {
  const attributes: Attributes = {};
  if (typeof exception === 'string') {
    attributes[ATTR_EXCEPTION_MESSAGE] = exception;
  } else if (exception) {
    const { code, name, message, stack } = exception;
    if (code) attributes[ATTR_EXCEPTION_TYPE] = code.toString();
    else if (name) attributes[ATTR_EXCEPTION_TYPE] = name;
    if (message) attributes[ATTR_EXCEPTION_MESSAGE] = message;
    if (stack) attributes[ATTR_EXCEPTION_STACKTRACE] = stack;
  }
  return attributes[ATTR_EXCEPTION_TYPE] || attributes[ATTR_EXCEPTION_MESSAGE] ? attributes : undefined;
}
