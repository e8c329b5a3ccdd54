export type SetupResult = 'created' | 'updated' | 'unchanged';
