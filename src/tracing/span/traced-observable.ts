import { context, type Context } from '@opentelemetry/api';
import { Observable, Subscriber } from 'rxjs';
import type { TracedCall } from './begin-span.js';
import { fail, leave, succeed } from './span-outcome.js';

/**
 * A view of the same Observable, Subject or whatever class it is, whose first subscription runs inside the span. Cold
 * work is part of the span; what the caller does with a value is not, and runs in the caller's context.
 */
export function traceObservable<T>(source: Observable<T>, call: TracedCall, active: Context): Observable<T> {
  let first = true;
  const traced = new Observable<T>((subscriber) => {
    if (!first) return source.subscribe(subscriber);
    first = false;
    const watcher = new SpanSubscriber(subscriber, call);
    return context.with(active, () => source.subscribe(watcher));
  });
  const subscribe = traced.subscribe.bind(traced);
  return new Proxy(source, {
    get: (target, key) => (key === 'subscribe' ? subscribe : (Reflect.get(target, key) as unknown)),
  });
}

// oxlint-disable no-underscore-dangle -- rxjs's names
/** Between source and caller as rxjs's own operators stand, so that closing one closes the other in the same instant. */
class SpanSubscriber<T> extends Subscriber<T> {
  private readonly outside = context.active();
  private last: T | undefined;
  private open = true;

  constructor(
    subscriber: Subscriber<T>,
    private readonly call: TracedCall,
  ) {
    super(subscriber);
  }

  protected override _next(value: T): void {
    this.last = value;
    context.with(this.outside, () => super._next(value));
  }

  protected override _error(error: unknown): void {
    if (this.open) fail(this.call.span, error);
    this.open = false;
    context.with(this.outside, () => super._error(error));
  }

  protected override _complete(): void {
    if (this.open) succeed(this.call, this.last);
    this.open = false;
    context.with(this.outside, () => super._complete());
  }

  override unsubscribe(): void {
    if (this.open) leave(this.call.span);
    this.open = false;
    super.unsubscribe();
  }
}
