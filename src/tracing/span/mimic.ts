/**
 * Gives `copy` everything that can be asked of `original`: name, length, own properties with their flags, and the
 * metadata that decorators below have left (those above write to `copy` themselves).
 */
export function mimic(copy: object, original: object): void {
  Object.defineProperties(copy, Object.getOwnPropertyDescriptors(original));
  if (Object.getPrototypeOf(copy) !== Object.getPrototypeOf(original)) {
    Object.setPrototypeOf(copy, Object.getPrototypeOf(original)); // an async or generator function has a prototype of its own
  }
  // reflect-metadata may not be loaded: the decorator is not for Nest's classes only.
  for (const key of Reflect.getOwnMetadataKeys?.(original) ?? []) {
    Reflect.defineMetadata(key, Reflect.getOwnMetadata(key, original), copy);
  }
}
