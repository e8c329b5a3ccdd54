import type { Observable } from 'rxjs';

// What does not fit is missing a property whose name says why: the compiler repeats it, and of `never` it can say nothing.

/** An options function may take fewer arguments than the method, and none of another type. */
export type TakesArgumentsOf<Method extends (...args: any[]) => any, Args extends any[]> = ((
  ...args: Args
) => void) extends (...args: Parameters<Method>) => void
  ? unknown
  : { 'the options function of @Span has to take what the method takes': never };

/** `onResult` takes what the method gives, or anything. */
export type TakesResultOf<Method extends (...args: any[]) => any, Result> =
  ResultOf<ReturnType<Method>> extends Result
    ? unknown
    : { 'onResult of @Span has to take what the method gives': never };

/** What a call gave once its span ends; of what says too little of that, anything. */
type ResultOf<Returned> = IsAny<Returned> extends true ? any : Followed<Returned>;

type Followed<Returned> =
  Returned extends Promise<infer Value>
    ? Value
    : Returned extends Observable<infer Value>
      ? Value
      : Returned extends Generator<any, infer Value> | AsyncGenerator<any, infer Value>
        ? Value
        : Returned extends Iterator<any> | AsyncIterator<any>
          ? any
          : Returned;

type IsAny<Type> = 0 extends 1 & Type ? true : false;
