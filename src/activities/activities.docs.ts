import { errorAnswer, jsonAnswer, type JsonSchema, type OperationDescription } from '../http/index.js';
import { activitySchema, newReplySchema, replySchema } from './activity.schema.js';

const activities = { type: 'array', items: activitySchema };
const noSuchActivity = errorAnswer('No activity and no reply has this uuid, or it has expired');

const problems = (...names: string[]) =>
  jsonAnswer('What is wrong, by name', { type: 'array', minItems: 1, items: { type: 'string', enum: names } });

const body = (properties: Record<string, JsonSchema>, required: string[]) => ({
  required: true,
  content: { 'application/json': { schema: { type: 'object', required, properties } } },
});

/** The routes under /api/activities, as /docs describes them. */
export const activitiesDocs = {
  home: {
    summary: 'The home feed',
    responses: { 200: jsonAnswer('Created activities, then the mock ones', activities) },
  },
  notifications: {
    summary: 'The notifications feed',
    responses: { 200: jsonAnswer('The same as the home feed', activities) },
  },
  search: {
    summary: 'Activities whose message contains a term, whatever its case',
    parameters: [{ name: 'term', in: 'query', required: true, schema: { type: 'string', minLength: 1 } }],
    responses: { 200: jsonAnswer('The activities that match', activities), 422: problems('search_term_blank') },
  },
  user: {
    summary: 'The activities of a user, by handle or display name',
    parameters: [{ name: 'handle', in: 'path', required: true, schema: { type: 'string', minLength: 1 } }],
    responses: {
      200: jsonAnswer('The user’s activities; none of an unknown user', activities),
      422: problems('blank_user_handle'),
    },
  },
  show: {
    summary: 'One activity with its replies',
    parameters: [{ name: 'uuid', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
    responses: {
      200: jsonAnswer('The activity, or the reply, with its replies', { anyOf: [activitySchema, replySchema] }),
      404: noSuchActivity,
    },
  },
  create: {
    summary: 'Posts an activity',
    requestBody: body(
      {
        message: { type: 'string', minLength: 1, maxLength: 280 },
        ttl: { type: 'string', enum: ['30-days', '7-days', '3-days', '1-day', '12-hours', '3-hours', '1-hour'] },
      },
      ['message', 'ttl'],
    ),
    responses: {
      200: jsonAnswer('The activity', activitySchema),
      422: problems('message_blank', 'message_exceed_max_chars', 'ttl_blank'),
    },
  },
  reply: {
    summary: 'Replies to an activity or to a reply',
    parameters: [{ name: 'uuid', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
    requestBody: body({ message: { type: 'string', minLength: 1, maxLength: 1_024 } }, ['message']),
    responses: {
      200: jsonAnswer('The reply', newReplySchema),
      404: noSuchActivity,
      422: problems('message_blank', 'message_exceed_max_chars'),
    },
  },
} satisfies Record<string, OperationDescription>;
