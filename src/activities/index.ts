// Owns: activities and their replies: the routes under /api/activities, what they answer and where it is kept.
// Does not: know who reads the telemetry of its @Span methods.
// May be imported by app.module.
export { ActivitiesModule } from './activities.module.js';
export { ActivityRepository } from './activity.repository.js';
export type { CreatedActivity } from './created-activity.js';
export type { CreatedReply } from './created-reply.js';
