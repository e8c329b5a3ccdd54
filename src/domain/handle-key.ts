/**
 * Two names of a user are the same when their keys are: case and spaces do not count, so the handle `andrewbrown` and the
 * display name `Andrew Brown` mean one user.
 */
export function handleKey(handle: string): string {
  return handle.normalize('NFC').toLowerCase().replaceAll(/\s/gu, '');
}
