import { jsonAnswer, type JsonSchema, type OperationDescription } from '../http/index.js';

const text = { type: 'string' };
const group = {
  uuid: { type: 'string', format: 'uuid' },
  display_name: text,
  handle: text,
  created_at: { type: 'string', format: 'date-time', pattern: '\\.\\d{6}\\+00:00$' },
};
const object = (properties: Record<string, JsonSchema>) => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const messageSchema = object({ ...group, message: text });

/** The routes /api/message_groups and /api/messages, as /docs describes them. */
export const messagesDocs = {
  groups: {
    summary: 'With whom the signed-in user has conversations',
    responses: { 200: jsonAnswer('The conversations', { type: 'array', items: object(group) }) },
  },
  list: {
    summary: 'The messages between the signed-in user and another, by handle or display name',
    parameters: [{ name: 'handle', in: 'path', required: true, schema: { type: 'string', minLength: 1 } }],
    responses: { 200: jsonAnswer('The messages; none with an unknown user', { type: 'array', items: messageSchema }) },
  },
  create: {
    summary: 'Sends a message',
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: object({
            message: { type: 'string', minLength: 1, maxLength: 1_024 },
            user_receiver_handle: { type: 'string', minLength: 1 },
          }),
        },
      },
    },
    responses: {
      200: jsonAnswer('The message', messageSchema),
      422: jsonAnswer('What is wrong, by name', {
        type: 'array',
        minItems: 1,
        items: { type: 'string', enum: ['message_blank', 'message_exceed_max_chars', 'user_reciever_handle_blank'] },
      }),
    },
  },
} satisfies Record<string, OperationDescription>;
