import type { FieldType } from '../../api/answers.js';

/**
 * What nearly every query about a web service asks for, the saved ones too: known before the first row that has it, and
 * columns of their own in a file.
 */
export const usualAttributes: readonly (readonly [string, FieldType])[] = [
  ['http.route', 'string'],
  ['http.request.method', 'string'],
  ['http.response.status_code', 'integer'],
  ['app.result_length', 'integer'],
  ['error.type', 'string'],
  ['exception.type', 'string'],
  ['enduser.id', 'string'],
];
