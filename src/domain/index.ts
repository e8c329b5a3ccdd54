// Owns: the words that Cruddur's features share: what time it is and how it is written, a message's bounds, when two handles mean one user.
// Does not: know any feature, HTTP or storage.
// May be imported by activities and messages.
export { acceptMessage, type MessageProblem } from './accept-message.js';
export { Clock } from './clock.js';
export { ClockModule } from './clock.module.js';
export { handleKey } from './handle-key.js';
export { timestamp } from './timestamp.js';
