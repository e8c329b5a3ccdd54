// Owns: messages between users: the routes /api/message_groups and /api/messages, what they answer and where it is kept.
// Does not: know who reads the telemetry of its @Span methods.
// May be imported by app.module.
export { MessageRepository, type Conversation } from './message.repository.js';
export { MessagesModule } from './messages.module.js';
export type { SentMessage } from './sent-message.js';
