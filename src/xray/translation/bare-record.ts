/**
 * A record that inherits nothing, so that a key may be `__proto__`. Made by a constructor, because `Object.create(null)` gives
 * a hash table, which JSON.stringify takes twice as long to write.
 */
export const BareRecord = function () {} as unknown as new <T>() => Record<string, T>;
Object.defineProperty(BareRecord, 'prototype', { value: Object.freeze(Object.create(null)) });
