/**
 * Moves Date, and nothing else, by whole days: `npm run test:years` asks whether the tests are true in another year.
 * Timers keep running as they do, and an instant that is written out stays what it is.
 */
export function moveClock(days: string | undefined): void {
  const ahead = Number(days ?? 0) * 86_400_000
  // a prototype names the real Date whatever stands in the global's place: a second move does not add up
  const real = Date.prototype.constructor as DateConstructor
  const now = () => real.now() + ahead
  globalThis.Date = new Proxy(real, {
    construct: (target, given: unknown[], made) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, made) as Date,
    apply: () => new real(now()).toString(),
    get: (target, key): unknown => (key === 'now' ? now : Reflect.get(target, key)),
  })
}
