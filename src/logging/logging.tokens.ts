/** Injects the winston logger of the application (`winston.Logger`); transports are added to it. */
export const WINSTON_LOGGER = Symbol('WINSTON_LOGGER');

/** Injects the stream that lines are printed to (`LogStream`); a test gives its own. */
export const LOG_STREAM = Symbol('LOG_STREAM');
