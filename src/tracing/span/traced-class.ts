import type { SpanOptionsOrFactory } from './span-options.js';
import { isTraced, traceMethod } from './traced-method.js';

// oxlint-disable-next-line typescript/no-unsafe-function-type -- an abstract class is no constructor type that fits all
type AnyClass = Function;

/**
 * Traces every method of the class, static, symbol-keyed and inherited ones included. An inherited method gets its span on
 * this class only: what it inherits from stays as it is. Left alone: accessors, methods with a `@Span` of their own, what
 * is a class or the language's own function, and what cannot be redefined.
 */
export function traceClass(target: AnyClass, className?: string, options?: SpanOptionsOrFactory<any[]>): void {
  const prototype: object = target.prototype;
  traceChain(prototype, Object.prototype, (key) => key === 'constructor');
  // An enumerable function on a class is a static field that holds a value, not a method.
  traceChain(target, Function.prototype, (key, { enumerable }) => enumerable === true || key === 'prototype');

  function traceChain(home: object, end: object, skip: (key: PropertyKey, property: PropertyDescriptor) => boolean) {
    const seen = new Set<PropertyKey>();
    for (let owner: object | null = home; owner !== null && owner !== end; owner = Reflect.getPrototypeOf(owner)) {
      for (const key of Reflect.ownKeys(owner)) {
        const property = Reflect.getOwnPropertyDescriptor(owner, key);
        if (property === undefined || seen.has(key)) continue;
        seen.add(key);
        if (skip(key, property) || !isMethod(property.value) || isTraced(property.value)) continue;
        const value = traceMethod(property.value, { home, owner, key, className }, options);
        Reflect.defineProperty(home, key, { ...property, value });
      }
    }
  }
}

function isMethod(value: unknown): value is (...args: unknown[]) => unknown {
  if (typeof value !== 'function') return false;
  const isClass = Reflect.getOwnPropertyDescriptor(value, 'prototype')?.writable === false;
  return !isClass && !Function.prototype.toString.call(value).endsWith('{ [native code] }');
}
