// What a route says of itself, in its own line. Hono knows what a request will meet as soon as it is routed, so app.ts
// asks before any of it runs; what a route does not say does not hold.
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { AppEnv } from './bindings.ts'

type Property = 'asks who' | 'open' | 'bounds its body' | 'untimed' | 'tells many'

const stated = new WeakMap<object, Property>()

/** The middleware, stating this of the route it stands in. */
export function stating<M extends object>(property: Property, middleware: M): M {
  stated.set(middleware, property)
  return middleware
}

export const propertyOf = (handler: object): Property | undefined => stated.get(handler)

/** Whether any handler of the request's route states this. */
export const states = (c: Context, property: Property): boolean =>
  matchedRoutes(c).some(({ handler }) => propertyOf(handler) === property)

const justStating = (property: Property): MiddlewareHandler<AppEnv> =>
  stating(property, (_: Context, next: () => Promise<void>) => next())

/** Answers anybody: no session and no token is asked for. */
export const open = () => justStating('open')

/** Takes files or many rows, and counts the bytes itself while it reads them. */
export const takesFiles = () => justStating('bounds its body')

/** Says nothing of what an answer cost, also in a sandbox: the cost would tell what was found. */
export const untimed = () => justStating('untimed')
