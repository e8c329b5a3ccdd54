/** Stands on every answer: by it a service, or a second console, knows what listens here. */
export const CONSOLE_HEADER = 'x-cruddur-console';
